package speeder.cli;

import speeder.api.Command;
import speeder.api.Json;
import speeder.api.OneLine;
import speeder.api.Problem;
import speeder.api.SpeederClient;

/// One command's talk: with the server, and with whoever called it.
///
/// @param json whether standard output is one JSON document and nothing else
record Session(SpeederClient client, Surroundings surroundings, Words words, boolean json) {

  /// The answer: as JSON or as text.
  void answer(Record document, String text) {
    if (json) surroundings.out().println(Json.text(document));
    else if (!text.isEmpty()) surroundings.out().println(text.stripTrailing());
  }

  /// What happens meanwhile.
  void progress(String line) {
    surroundings.err().println(OneLine.each(line));
  }

  Command signed(Command command) {
    return command.onBehalfOf(surroundings.user());
  }

  static void problem(Surroundings to, boolean json, Problem problem) {
    if (json) to.out().println(Json.text(problem));
    to.err().println("speeder: " + OneLine.each(problem.sentence()));
    to.err().println(OneLine.each("  %s (%s)".formatted(problem.remedy(), problem.code())));
  }
}
