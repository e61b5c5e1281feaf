package speeder.engine.port;

import speeder.core.value.Refusal;

/// What a port could not do, said so that a person can act on it.
///
/// The kind decides what the loop does next: after [Kind#UNKNOWN] it looks before it acts again.
public final class PortFailure extends Exception {
  private static final long serialVersionUID = 1;

  public enum Kind {
    /// The outside said no; asking again as it is changes nothing.
    REFUSED,
    /// It did not work this time, and nothing was changed.
    FAILED,
    /// It may or may not have happened: a time-out, a broken connection, a stop half-way.
    UNKNOWN
  }

  private final Kind kind;
  private final transient Refusal why;

  private PortFailure(Kind kind, Refusal why) {
    super(why.toString());
    this.kind = kind;
    this.why = why;
  }

  public static PortFailure refused(String code, String sentence, String remedy) {
    return new PortFailure(Kind.REFUSED, new Refusal(code, sentence, remedy));
  }

  public static PortFailure failed(String code, String sentence, String remedy) {
    return new PortFailure(Kind.FAILED, new Refusal(code, sentence, remedy));
  }

  public static PortFailure unknown(String code, String sentence, String remedy) {
    return new PortFailure(Kind.UNKNOWN, new Refusal(code, sentence, remedy));
  }

  public Kind kind() {
    return kind;
  }

  public Refusal why() {
    return why;
  }
}
