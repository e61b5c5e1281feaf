package speeder.engine.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import speeder.engine.input.Located.At;
import speeder.engine.port.PortFailure;

/// A file of JSON that a person names as input.
///
/// @param what it holds, in one word: part of the codes `bad-WHAT`, `no-WHAT-file`
/// @param remedy what to write into it
public record InputFile(Path path, String what, String remedy) {
  /// Of a file that is read whole.
  public static final long WHOLE_BYTES_MAX = 64 << 20;

  /// Makes something of the whole.
  public interface Reading<T> {
    T of(Located whole) throws Malformed;
  }

  /// Takes one line.
  public interface Taking {
    /// @param number of the line, from 1
    void line(int number, Located line) throws Malformed, PortFailure;
  }

  /// Reads one JSON value that fills the file.
  ///
  /// @throws PortFailure refused `bad-WHAT`, naming file, line, column and what was expected;
  ///   refused `no-WHAT-file`; failed `WHAT-not-read`
  public <T> T whole(Reading<T> reading) throws PortFailure {
    try {
      if (Files.isRegularFile(path) && Files.size(path) > WHOLE_BYTES_MAX) {
        throw bad(At.START, "expected at most %d bytes".formatted(WHOLE_BYTES_MAX));
      }
      return reading.of(JsonText.parse(Files.readString(path)));
    } catch (Malformed wrong) {
      throw bad(wrong.at(), wrong.what());
    } catch (CharacterCodingException binary) {
      throw bad(At.START, "expected UTF-8");
    } catch (IOException failure) {
      throw failure(failure);
    }
  }

  /// Reads one JSON value a line; empty lines are passed over.
  ///
  /// @throws PortFailure as [#whole] does, and as `taking` does
  public void lines(Taking taking) throws PortFailure {
    try (var lines = Files.newBufferedReader(path)) {
      lines(lines, taking);
    } catch (IOException failure) {
      throw failure(failure);
    }
  }

  private void lines(BufferedReader lines, Taking taking) throws IOException, PortFailure {
    int number = 1;
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine(), number++) {
        if (!line.isBlank()) taking.line(number, JsonText.parse(line));
      }
    } catch (Malformed wrong) {
      throw bad(new At(number, wrong.at().column()), wrong.what());
    } catch (CharacterCodingException binary) {
      throw bad(new At(number, 1), "expected UTF-8");
    }
  }

  /// Something that is wrong with it.
  public PortFailure bad(At at, String what) {
    return PortFailure.refused(
        "bad-" + this.what, "%s:%d:%d: %s.".formatted(path, at.line(), at.column(), what), remedy);
  }

  private PortFailure failure(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return PortFailure.refused(
          "no-%s-file".formatted(what), "There is no file %s.".formatted(path), remedy);
    }
    if (Files.isDirectory(path)) return bad(At.START, "expected a file, found a folder");
    return PortFailure.failed(
        what + "-not-read",
        "%s could not be read (%s).".formatted(path, failure.getClass().getSimpleName()),
        "Look at the rights on it.");
  }
}
