package speeder.manifest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Opens the files of a manifest and composes their nodes, each with its place.
final class Texts {
  static final int BYTES_MAX = 4 << 20;
  private static final String END = ".yaml";

  private Texts() {}

  static List<Spot> read(Path at, Folder folder, Problems problems) {
    var roots = new ArrayList<Spot>();
    try {
      for (var file : files(at)) {
        var shown = folder.shown(file);
        root(file, shown, problems)
            .map(node -> new Spot(shown, node, problems))
            .ifPresent(roots::add);
      }
    } catch (IOException failure) {
      problems.add(at.toString(), 1, 1, "a folder that can be listed", "one that cannot");
    }
    if (roots.isEmpty() && problems.none()) {
      problems.add(at.toString(), 1, 1, "a manifest: a file, or a folder with *.yaml", "nothing");
    }
    return roots;
  }

  private static List<Path> files(Path at) throws IOException {
    if (!Files.isDirectory(at)) return List.of(at);
    try (var inside = Files.list(at)) {
      return inside.filter(file -> file.toString().endsWith(END)).sorted().toList();
    }
  }

  private static Optional<Node> root(Path file, String shown, Problems problems) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        problems.add(shown, 1, 1, "at most " + BYTES_MAX + " bytes", "more");
        return Optional.empty();
      }
      return compose(Files.readString(file), shown, problems);
    } catch (CharacterCodingException binary) {
      problems.add(shown, 1, 1, "a file in UTF-8", "bytes that are not");
    } catch (IOException failure) {
      problems.add(shown, 1, 1, "a file that is there and can be read", "none");
    }
    return Optional.empty();
  }

  private static Optional<Node> compose(String text, String shown, Problems problems) {
    var settings = LoadSettings.builder().setLabel(shown).setUseMarks(true).build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException wrong) {
      problems.add(shown, wrong.getProblemMark(), "YAML", "text that breaks it: " + said(wrong));
    } catch (YamlEngineException wrong) {
      problems.add(shown, 1, 1, "YAML", "text that is not");
    }
    return Optional.empty();
  }

  private static String said(MarkedYamlEngineException wrong) {
    return wrong.getProblem().replaceFirst("^found ", "").strip();
  }
}
