package speeder.demo;

import speeder.api.ApiFailure;

/// Why the demo ended before its end: a code, a sentence, a remedy.
public final class DemoFailure extends Exception {
  private static final long serialVersionUID = 1;

  /// How the command ends by it.
  public enum Kind {
    /// A proof failed, or something was refused.
    NO(1),
    BAD_INPUT(2),
    COULD_NOT(3);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String code;
  private final String sentence;
  private final String remedy;

  DemoFailure(Kind kind, String code, String sentence, String remedy) {
    super(code + ": " + sentence + " " + remedy);
    this.kind = kind;
    this.code = code;
    this.sentence = sentence;
    this.remedy = remedy;
  }

  /// What was to be shown did not show.
  ///
  /// @param proof names it
  static DemoFailure proof(String proof, String sentence) {
    return new DemoFailure(
        Kind.NO, "proof-failed", proof + ": " + sentence, "Look at the server's log and page.");
  }

  static DemoFailure couldNot(String code, String sentence, String remedy) {
    return new DemoFailure(Kind.COULD_NOT, code, sentence, remedy);
  }

  static DemoFailure of(ApiFailure failure) {
    var problem = failure.problem();
    var kind = problem.status() == 0 ? Kind.COULD_NOT : Kind.NO;
    return new DemoFailure(kind, problem.code(), problem.sentence(), problem.remedy());
  }

  static DemoFailure interrupted() {
    return couldNot("interrupted", "It was interrupted.", "Start it again.");
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  public String sentence() {
    return sentence;
  }

  public String remedy() {
    return remedy;
  }
}
