package speeder.api;

/// A call that did not get what it asked for.
public final class ApiFailure extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  public ApiFailure(Problem problem) {
    super(problem.code() + ": " + problem.sentence() + " " + problem.remedy());
    this.problem = problem;
  }

  static ApiFailure without(String code, String sentence, String remedy) {
    return new ApiFailure(Problem.of(0, "No answer", code, sentence, remedy));
  }

  public Problem problem() {
    return problem;
  }
}
