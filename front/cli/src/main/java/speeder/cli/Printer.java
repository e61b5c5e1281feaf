package speeder.cli;

import java.io.PrintWriter;
import speeder.api.ApiFailure;
import speeder.api.Json;
import speeder.api.Problem;

/// Answers on standard output, all else on standard error.
final class Printer {
  private final boolean json;
  private final PrintWriter out;
  private final PrintWriter err;

  Printer(boolean json, PrintWriter out, PrintWriter err) {
    this.json = json;
    this.out = out;
    this.err = err;
  }

  /// Prints a record, or what it says to people.
  void answer(Record record, String text) {
    out.println(json ? Json.text(record) : text);
    out.flush();
  }

  void progress(String line) {
    err.println(line);
    err.flush();
  }

  /// The same three words as in the API and on the page.
  Exit failure(ApiFailure failure) {
    var problem = failure.problem();
    if (json) answer(problem, "");
    else progress("speeder: %s %s".formatted(problem.sentence(), problem.remedy()));
    return exit(problem);
  }

  private static Exit exit(Problem problem) {
    if (problem.status() == Problem.REFUSED || problem.status() == 404) return Exit.NO;
    return problem.status() == 400 ? Exit.BAD_USAGE : Exit.COULD_NOT;
  }
}
