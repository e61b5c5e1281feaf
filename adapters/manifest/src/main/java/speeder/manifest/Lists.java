package speeder.manifest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the files of names and of tenants that a manifest points at.
final class Lists {
  private final Folder folder;

  Lists(Folder folder) {
    this.folder = folder;
  }

  /// @param number from 1
  record Line(String file, int number, String text) {}

  /// One name a line; empty lines and what follows `#` are left out.
  List<Line> names(Spot asked, Path file) {
    return lines(asked, file).stream()
        .map(line ->
            new Line(line.file(), line.number(), line.text().replaceFirst("#.*", "").strip()))
        .filter(line -> !line.text().isEmpty())
        .toList();
  }

  List<Line> lines(Spot asked, Path file) {
    var lines = new ArrayList<Line>();
    try {
      for (var text : Files.readAllLines(file)) {
        lines.add(new Line(folder.shown(file), lines.size() + 1, text));
      }
    } catch (NoSuchFileException absent) {
      asked.wrong("a file that is there");
    } catch (CharacterCodingException binary) {
      asked.wrong("a file in UTF-8");
    } catch (IOException failure) {
      asked.wrong("a file that can be read");
    }
    return lines;
  }
}
