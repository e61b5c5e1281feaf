package speeder.demo;

import java.io.PrintStream;

/// Tells people what happens, a line each, with seconds.
public final class Narrator {
  private static final double NANOS = 1e9;
  private final PrintStream out;

  public Narrator(PrintStream out) {
    this.out = out;
  }

  /// Something that takes a while.
  @FunctionalInterface
  public interface Doing<T> {
    T done() throws DemoFailure;
  }

  public synchronized void say(String line) {
    out.println(line);
  }

  /// Says more about what was done last.
  public void note(String line) {
    say(" ".repeat(12) + line);
  }

  public void took(double seconds, String what) {
    say("%8.1f s  ".formatted(seconds) + what);
  }

  /// Does it, then says what and how long it took.
  public <T> T timed(String what, Doing<T> doing) throws DemoFailure {
    long began = System.nanoTime();
    var result = doing.done();
    took((System.nanoTime() - began) / NANOS, what);
    return result;
  }
}
