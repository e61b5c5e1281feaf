package speeder.offline.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import speeder.core.supervision.Probed;
import speeder.engine.input.InputFile;
import speeder.engine.input.Located;
import speeder.engine.input.Located.At;
import speeder.engine.input.Located.Members;
import speeder.engine.input.Malformed;
import speeder.engine.port.PortFailure;
import speeder.offline.file.Observed.Requests;

/// Counts with exposure over time, one JSON object a line, oldest first.
public final class ObservationsFile {
  /// A month of seconds.
  public static final int LINES_MAX = 2_700_000;

  private static final String REMEDY =
      "Write one object a line: {\"at\": \"2026-03-02T12:00:00Z\", \"requests\": 600,"
          + " \"errors\": 2}.";
  private static final Set<String> FIELDS =
      Set.of("at", "release", "process", "requests", "errors", "mismatches", "probes");
  private static final Set<String> OF_PROBE = Set.of("name", "failure", "release", "milliseconds");

  private final List<Observed> lines = new ArrayList<>();

  /// Whether the lines hold counters of processes; known from the first that counts on.
  private Optional<Boolean> counters = Optional.empty();

  private ObservationsFile() {}

  public static List<Observed> read(Path path) throws PortFailure {
    var file = new InputFile(path, "observations", REMEDY);
    var reading = new ObservationsFile();
    file.lines((number, line) -> {
      if (number > LINES_MAX) {
        throw file.bad(new At(number, 1), "expected at most %d lines".formatted(LINES_MAX));
      }
      reading.take(line.members("an observation, an object").only(FIELDS));
    });
    if (reading.lines.isEmpty()) {
      throw file.bad(At.START, "expected an observation, found an empty file");
    }
    return List.copyOf(reading.lines);
  }

  private void take(Members line) throws Malformed {
    var requests = requests(line);
    var release = line.findText("release");
    var probes = probes(line, release.isPresent());
    if (requests.isEmpty() && probes.isEmpty()) {
      throw new Malformed(line.at(), "\"requests\", \"probes\" or both", line.names());
    }
    var observed = new Observed(line.need("at").time(), release, requests, probes);
    if (!lines.isEmpty()) check(line, observed, lines.getLast());
    if (requests.isPresent()) counted(line, requests.get().process().isPresent());
    lines.add(observed);
  }

  private static void check(Members line, Observed observed, Observed before) throws Malformed {
    if (observed.at().isBefore(before.at())) {
      throw line.need("at").wrong("a time not before that of the line before, " + before.at());
    }
    if (!observed.release().equals(before.release())) {
      var found = observed.release().map("\"%s\""::formatted).orElse("none");
      var expected = before.release().map("release \"%s\""::formatted).orElse("no release");
      var at = line.find("release").map(Located::at).orElse(line.at());
      throw new Malformed(at, expected + ", as in the line before", found);
    }
  }

  /// Counters and counts cannot be told apart by looking at them, so a file has one kind.
  private void counted(Members line, boolean isCounter) throws Malformed {
    if (counters.isEmpty()) counters = Optional.of(isCounter);
    if (counters.get() == isCounter) return;
    var at = line.find("process").map(Located::at).orElse(line.at());
    throw isCounter
        ? new Malformed(at, "no \"process\", as in the lines before", "one")
        : new Malformed(at, "the field \"process\", as in the lines before", line.names());
  }

  private static Optional<Requests> requests(Members line) throws Malformed {
    var count = line.find("requests");
    if (count.isEmpty()) {
      for (var name : List.of("errors", "mismatches", "process")) {
        if (line.find(name).isPresent()) line.need("requests");
      }
      return Optional.empty();
    }
    long all = count.get().whole(0);
    var mismatches = line.find("mismatches");
    return Optional.of(
        new Requests(
            line.findText("process"),
            all,
            part(line.need("errors"), all),
            mismatches.isEmpty() ? 0 : part(mismatches.get(), all)));
  }

  private static long part(Located count, long all) throws Malformed {
    long part = count.whole(0);
    if (part > all) throw count.wrong("at most the " + all + " requests");
    return part;
  }

  /// @param named whether the line names the release that is judged
  private static List<Probed> probes(Members line, boolean named) throws Malformed {
    var probes = new ArrayList<Probed>();
    var asked = line.find("probes");
    if (asked.isEmpty()) return probes;
    for (var item : asked.get().items("a list of probes").all()) {
      var probe = item.members("a probe, an object").only(OF_PROBE);
      var took = probe.find("milliseconds");
      var release = probe.find("release");
      if (release.isPresent() && !named) {
        throw new Malformed(
            release.get().at(), "\"release\" of what is judged in the line too", "none");
      }
      probes.add(
          new Probed(
              probe.need("name").text("the probe's name").text(),
              probe.findText("failure"),
              probe.findText("release"),
              took.isEmpty() ? 0 : took.get().whole(0)));
    }
    return probes;
  }
}
