package speeder.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// A folder that is gone when the benchmark is over.
record Scratch(Path folder) implements AutoCloseable {
  static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("speeder-bench-"));
  }

  /// A folder with a name of its own.
  Path fresh(String name) throws IOException {
    return Files.createTempDirectory(folder, name + "-");
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path emptied, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
