package speeder.server.http;

import io.javalin.http.Context;
import java.util.Optional;
import speeder.api.Json;
import speeder.api.Problem;

/// Parts of requests read, answers written.
final class Answers {
  static final int PAGE = 50;
  static final int PAGE_MAX = 500;

  private Answers() {}

  static void json(Context request, Record value) {
    request.contentType("application/json").result(Json.bytes(value));
  }

  static void problem(Context request, Problem problem) {
    request.status(problem.status());
    if (problem.status() == 401) request.header("WWW-Authenticate", "Bearer");
    request.contentType(Problem.MEDIA_TYPE).result(Json.bytes(problem));
  }

  static Optional<String> query(Context request, String name) {
    return Optional.ofNullable(request.queryParam(name));
  }

  /// @throws Refused `bad-input` where it is not a whole number from `least` on
  static long number(Context request, String name, long otherwise, long least) {
    var text = query(request, name);
    return text.isEmpty() ? otherwise : number(name, text.get(), least);
  }

  static long number(String name, String text, long least) {
    try {
      long number = Long.parseLong(text);
      if (number >= least) return number;
    } catch (NumberFormatException another) {
      // Said below.
    }
    throw Refused.badInput(
        "%s is %s; expected a whole number from %d on.".formatted(name, text, least),
        "Correct it.");
  }

  static int number(String name, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException another) {
      // Said below.
    }
    throw Refused.badInput(
        "%s is %s; expected a whole number from %d to %d.".formatted(name, text, least, most),
        "Correct it.");
  }

  static int limit(Context request) {
    return (int) Math.min(PAGE_MAX, number(request, "limit", PAGE, 1));
  }
}
