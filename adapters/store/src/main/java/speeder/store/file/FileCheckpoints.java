package speeder.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import speeder.engine.port.Checkpoints;
import speeder.engine.port.PortFailure;

/// The newest checkpoint in a file, put in its place whole.
public record FileCheckpoints(Path file) implements Checkpoints {
  @Override
  public Optional<byte[]> read() throws PortFailure {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  @Override
  public void write(byte[] checkpoint) throws PortFailure {
    try {
      var draft = file.resolveSibling(file.getFileName() + ".tmp");
      Files.write(draft, checkpoint);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  private PortFailure failed(IOException failure) {
    return PortFailure.failed(
        "checkpoint-failed",
        "%s could not be used (%s).".formatted(file, failure.getClass().getSimpleName()),
        "Look at the disk and at the rights on the folder.");
  }
}
