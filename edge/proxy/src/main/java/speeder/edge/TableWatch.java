package speeder.edge;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import speeder.edge.table.Damage;
import speeder.edge.table.EdgeFiles;

/// Keeps a standby's table the one on disk, so that it need not read it when it takes over.
final class TableWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TableWatch.class.getName());

  private final EdgeFiles files;
  private final TableInForce table;
  private final WatchService watch;
  private List<Object> seen = List.of();
  private boolean closed;

  private TableWatch(EdgeFiles files, TableInForce table, WatchService watch) {
    this.files = files;
    this.table = table;
    this.watch = watch;
  }

  static TableWatch start(EdgeFiles files, TableInForce table) throws IOException {
    var folder = files.folder();
    var service = folder.getFileSystem().newWatchService();
    folder.register(
        service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    var watch = new TableWatch(files, table, service);
    Thread.ofPlatform().daemon().name("table-watch").start(watch::follow);
    return watch;
  }

  private void follow() {
    try {
      while (true) {
        var key = watch.take();
        key.pollEvents();
        look();
        if (!key.reset()) return;
      }
    } catch (ClosedWatchServiceException | InterruptedException over) {
      LOG.log(Level.FINE, "The table is watched no more.", over);
    }
  }

  /// Reads the table if it is another file than last time. A file that is no table leaves the last
  /// whole one in force. Once closed, others put tables in force, and what is read late may be
  /// older.
  synchronized void look() {
    if (closed) return;
    try {
      var attributes = Files.readAttributes(files.table(), BasicFileAttributes.class);
      var now =
          List.<Object>of(
              String.valueOf(attributes.fileKey()),
              attributes.lastModifiedTime(),
              attributes.size());
      if (now.equals(seen)) return;
      files.readTable().ifPresent(table::replace);
      seen = now;
    } catch (NoSuchFileException none) {
      LOG.log(Level.FINE, "There is no table yet.", none);
    } catch (IOException | Damage unreadable) {
      LOG.log(Level.SEVERE, "The table cannot be read; keeping the one before.", unreadable);
    }
  }

  /// Looks a last time.
  @Override
  public synchronized void close() throws IOException {
    watch.close();
    look();
    closed = true;
  }
}
