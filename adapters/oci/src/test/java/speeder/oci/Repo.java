package speeder.oci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import speeder.core.source.ObjectId;

/// A bare repository to write trees into. Paths map to contents; a content that begins with `link:`
/// is a link, with `run:` an executable file, with `module:` a submodule.
final class Repo implements AutoCloseable {
  private final Repository repository;

  Repo(Path folder) {
    try {
      repository = new FileRepository(folder.toFile());
      repository.create(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Repository repository() {
    return repository;
  }

  ObjectId tree(Map<String, String> files) {
    try (var inserter = repository.newObjectInserter()) {
      var id = tree(new TreeMap<>(files), "", inserter);
      inserter.flush();
      return new ObjectId(id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectId blob(String content) {
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return new ObjectId(id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A tree object of any bytes, valid or not.
  ObjectId rawTree(byte[] bytes) {
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(Constants.OBJ_TREE, bytes);
      inserter.flush();
      return new ObjectId(id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  private static org.eclipse.jgit.lib.ObjectId tree(
      NavigableMap<String, String> files, String folder, ObjectInserter inserter)
      throws IOException {
    var entries = new TreeMap<String, Runnable>();
    var formatter = new TreeFormatter();
    for (var file : files.tailMap(folder, true).entrySet()) {
      var path = file.getKey();
      if (!path.startsWith(folder)) break;
      var rest = path.substring(folder.length());
      int slash = rest.indexOf('/');
      var name = slash < 0 ? rest : rest.substring(0, slash);
      var key = slash < 0 ? name : name + "/";
      if (entries.containsKey(key)) continue;
      var mode = slash < 0 ? mode(file.getValue()) : FileMode.TREE;
      var id =
          slash < 0 ? id(file.getValue(), inserter) : tree(files, folder + name + "/", inserter);
      entries.put(key, () -> formatter.append(name.getBytes(StandardCharsets.UTF_8), mode, id));
    }
    entries.values().forEach(Runnable::run);
    return inserter.insert(formatter);
  }

  private static FileMode mode(String content) {
    if (content.startsWith("link:")) return FileMode.SYMLINK;
    if (content.startsWith("run:")) return FileMode.EXECUTABLE_FILE;
    return content.startsWith("module:") ? FileMode.GITLINK : FileMode.REGULAR_FILE;
  }

  private static org.eclipse.jgit.lib.ObjectId id(String content, ObjectInserter inserter)
      throws IOException {
    if (content.startsWith("module:")) {
      return org.eclipse.jgit.lib.ObjectId.fromString(content.substring("module:".length()));
    }
    var bytes = content.replaceFirst("^link:", "").getBytes(StandardCharsets.UTF_8);
    return inserter.insert(Constants.OBJ_BLOB, bytes);
  }
}
