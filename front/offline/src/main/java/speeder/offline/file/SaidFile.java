package speeder.offline.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import speeder.core.bisect.Bisection.Said;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.engine.input.InputFile;
import speeder.engine.input.Located;
import speeder.engine.input.Malformed;
import speeder.engine.port.PortFailure;

/// What was said of mixes, one JSON object a line. The last word on a mix counts.
public final class SaidFile {
  private static final String REMEDY =
      "Write one object a line: {\"mix\": \"sha256:...\", \"said\": \"good\"}, good, bad or skip.";
  private static final Set<String> FIELDS = Set.of("mix", "said");

  private final Path file;
  private final List<Line> lines = new ArrayList<>();

  /// @param said good, bad or skip
  public record Line(Digest mix, String said) {}

  public SaidFile(Path file) throws PortFailure {
    this.file = file;
    if (!Files.exists(file)) return;
    new InputFile(file, "log", REMEDY)
        .lines((_, line) -> lines.add(line(line.members("an object").only(FIELDS))));
  }

  private static Line line(Located.Members line) throws Malformed {
    var said = line.need("said").text("good, bad or skip");
    for (var each : Said.values()) {
      if (word(each).equals(said.text())) return new Line(line.need("mix").digest(), said.text());
    }
    throw said.wrong("good, bad or skip");
  }

  private static String word(Said said) {
    return said.name().toLowerCase(Locale.ROOT);
  }

  public List<Line> lines() {
    return List.copyOf(lines);
  }

  public Map<Digest, Said> byMix() {
    var said = new HashMap<Digest, Said>();
    for (var line : lines) said.put(line.mix(), Said.valueOf(line.said().toUpperCase(Locale.ROOT)));
    return said;
  }

  /// Kept at once.
  public void add(Digest mix, Said said) throws PortFailure {
    var line = new Line(mix, word(said));
    var text = new String(Json.bytes(line), StandardCharsets.UTF_8) + "\n";
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      lines.add(line);
    } catch (IOException failure) {
      throw PortFailure.failed(
          "file-failed",
          "%s could not be written (%s).".formatted(file, failure.getClass().getSimpleName()),
          "Name a file in a folder that this user may write to: --log FILE");
    }
  }
}
