package speeder.server.http;

import speeder.api.Problem;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;

/// A request that is not obeyed, and the problem that says why.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// How codes begin that say that what was named is not there.
  private static final String ABSENT = "no-such-";

  private final transient Problem problem;

  private Refused(Problem problem) {
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  /// The core said no.
  static Refused of(Refusal why) {
    if (why.code().startsWith(ABSENT)) {
      return notFound(why.code(), why.sentence(), why.remedy());
    }
    return problem(Problem.REFUSED, "Refused", why.code(), why.sentence(), why.remedy());
  }

  static Refused of(PortFailure failure) {
    var why = failure.why();
    return problem(503, "Could not", why.code(), why.sentence(), why.remedy());
  }

  static Refused badInput(String sentence, String remedy) {
    return problem(400, "Bad input", "bad-input", sentence, remedy);
  }

  static Refused notFound(String code, String sentence, String remedy) {
    return problem(404, "Not found", code, sentence, remedy);
  }

  static Refused unauthorized(String code, String sentence, String remedy) {
    return problem(401, "Not allowed", code, sentence, remedy);
  }

  static Refused forbidden(String code, String sentence, String remedy) {
    return problem(403, "Not allowed", code, sentence, remedy);
  }

  static Refused problem(int status, String title, String code, String sentence, String remedy) {
    return new Refused(Problem.of(status, title, code, sentence, remedy));
  }
}
