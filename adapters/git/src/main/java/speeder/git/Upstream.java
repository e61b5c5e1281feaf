package speeder.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.util.FS;

/// A source's repository on this machine: its refs are read as the files they are.
final class Upstream implements AutoCloseable {
  private final Repository repository;

  private Upstream(Repository repository) {
    this.repository = repository;
  }

  /// Opens the repository at a folder, bare or with a work tree.
  static Upstream open(Path folder) throws IOException {
    return new Upstream(FileKey.exact(gitFolder(folder), FS.DETECTED).open(true));
  }

  private static File gitFolder(Path folder) throws RepositoryNotFoundException {
    var found = Optional.ofNullable(FileKey.resolve(folder.toFile(), FS.DETECTED));
    return found.orElseThrow(() -> new RepositoryNotFoundException(folder.toString()));
  }

  /// Whether it is still there.
  boolean stands() {
    return Files.exists(folder().resolve(Constants.HEAD));
  }

  Path folder() {
    return repository.getDirectory().toPath();
  }

  Optional<ObjectId> head(String branch) throws IOException {
    return Optional.ofNullable(repository.exactRef(Constants.R_HEADS + branch))
        .map(Ref::getObjectId);
  }

  @Override
  public void close() {
    repository.close();
  }
}
