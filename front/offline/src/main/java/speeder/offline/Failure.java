package speeder.offline;

import java.util.List;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;
import speeder.wiring.BadManifest;

/// Why a command did not do what it was asked, and how it ends.
final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  private final Exit exit;
  private final transient Problem problem;

  /// What is printed of it: a code for programs, a sentence and a remedy for people.
  ///
  /// @param faults each with its place, where there are several
  record Problem(String code, String sentence, String remedy, List<String> faults) {
    Problem {
      faults = List.copyOf(faults);
    }

    static Problem of(Refusal why) {
      return new Problem(why.code(), why.sentence(), why.remedy(), List.of());
    }
  }

  Failure(Exit exit, Problem problem) {
    super(problem.sentence());
    this.exit = exit;
    this.problem = problem;
  }

  static Failure badInput(String code, String sentence, String remedy) {
    return new Failure(Exit.BAD_INPUT, new Problem(code, sentence, remedy, List.of()));
  }

  static Failure of(PortFailure failure) {
    return new Failure(exit(failure), Problem.of(failure.why()));
  }

  private static Exit exit(PortFailure failure) {
    if (failure.kind() != PortFailure.Kind.REFUSED) return Exit.COULD_NOT;
    return failure.why().code().equals("bad-input") ? Exit.BAD_INPUT : Exit.NO;
  }

  static Failure of(BadManifest bad) {
    int count = bad.faults().size();
    return new Failure(
        Exit.BAD_INPUT,
        new Problem(
            "bad-manifest",
            "The manifest has %d %s.".formatted(count, count == 1 ? "fault" : "faults"),
            "Every key: docs/reference/manifest.md",
            bad.faults()));
  }

  Exit exit() {
    return exit;
  }

  Problem problem() {
    return problem;
  }

  /// Something that is read of what a person named.
  interface Input<T> {
    T read() throws PortFailure;
  }

  /// A refusal of input is bad input.
  static <T> T input(Input<T> input) throws Failure, PortFailure {
    try {
      return input.read();
    } catch (PortFailure failure) {
      if (failure.kind() != PortFailure.Kind.REFUSED) throw failure;
      throw new Failure(Exit.BAD_INPUT, Problem.of(failure.why()));
    }
  }
}
