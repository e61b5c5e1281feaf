package speeder.offline;

import java.nio.charset.StandardCharsets;
import speeder.engine.codec.Json;

/// One command's talk with whoever called it.
///
/// @param json whether standard output is one JSON document and nothing else
record Session(Surroundings surroundings, boolean json) {

  /// The answer: as JSON or as text.
  void answer(Record document, String text) {
    var out = surroundings.out();
    if (json) out.println(new String(Json.bytes(document), StandardCharsets.UTF_8));
    else out.println(text.stripTrailing());
  }

  /// What a person should know beside the answer.
  void note(String line) {
    surroundings.err().println("speeder: " + line);
  }

  Progress progress(int steps) {
    return new Progress(surroundings.err(), surroundings.terminal(), steps);
  }

  Exit fail(Failure failure) {
    var problem = failure.problem();
    if (json) surroundings.out().println(new String(Json.bytes(problem), StandardCharsets.UTF_8));
    note(problem.sentence());
    problem.faults().forEach(fault -> surroundings.err().println("  " + fault));
    surroundings.err().println("  " + problem.remedy());
    return failure.exit();
  }
}
