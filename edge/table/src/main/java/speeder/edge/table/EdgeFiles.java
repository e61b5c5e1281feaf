package speeder.edge.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Where an edge keeps things. All of them lie in folders that only its user can enter.
///
/// @param table the table in force, which survives restarts; replaced as a whole
/// @param socket where the edge is asked, at most [#SOCKET_PATH_MAX] bytes
public record EdgeFiles(Path table, Path socket) {
  /// What Linux allows for the path of a unix socket (`sun_path`, unix(7)), less its final zero and
  /// room for the name it is made under.
  public static final int SOCKET_PATH_MAX = 90;

  /// An edge in a folder of its own.
  public static EdgeFiles in(Path folder) {
    return new EdgeFiles(folder.resolve("table.json"), folder.resolve("edge.sock"));
  }

  /// Held (a record lock over the file) by the one process that serves.
  public Path lock() {
    return beside(".lock");
  }

  /// Says who serves: the text of an [Reply.Who].
  public Path state() {
    return beside(".state");
  }

  /// What the edge's processes have to say.
  public Path log() {
    return beside(".log");
  }

  /// Where the table lies.
  public Path folder() {
    return folder(table);
  }

  private static Path folder(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
  }

  private Path beside(String suffix) {
    return socket.resolveSibling(socket.getFileName() + suffix);
  }

  /// The table that was in force last; nothing where there never was one.
  public Optional<EdgeTable> readTable() throws IOException, Damage {
    try {
      if (Files.size(table) > TableJson.BYTES_MAX) {
        throw new Damage(table.toString(), 1, 1, "at most " + TableJson.BYTES_MAX + " bytes");
      }
      return Optional.of(TableJson.read(Files.readAllBytes(table), table.toString()));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /// Puts a table where the next start finds it. Durable when it returns.
  public void writeTable(EdgeTable edge) throws IOException {
    write(table, TableJson.write(edge));
  }

  public void writeState(Reply.Who who) throws IOException {
    write(state(), Reply.write(who));
  }

  /// The whole new content or the whole old one is there, whatever happens meanwhile.
  private static void write(Path path, byte[] bytes) throws IOException {
    var fresh = path.resolveSibling(path.getFileName() + ".new");
    try (var out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) out.write(buffer);
      out.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var folder = FileChannel.open(folder(path))) {
      folder.force(true);
    }
  }
}
