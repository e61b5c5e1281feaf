package speeder.core.farm;

/// The signal that asks a process to end once its requests are answered.
///
/// Numbers are those of Linux (signal(7)), the same on x86-64 and ARM.
public enum StopSignal {
  HUP(1),
  INT(2),
  QUIT(3),
  USR1(10),
  USR2(12),
  TERM(15),
  /// Apache ends gracefully by it.
  WINCH(28);

  private final int number;

  StopSignal(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
