package speeder.offline;

import java.io.PrintStream;
import java.util.function.Consumer;

/// What happens meanwhile, on standard error: a bar that is written over on a terminal, lines
/// elsewhere.
final class Progress implements Consumer<String>, AutoCloseable {
  private static final int BAR_WIDTH = 20;
  private static final int TEXT_MAX = 100;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final int steps;
  private int begun;

  /// @param steps that will be begun
  Progress(PrintStream err, boolean terminal, int steps) {
    this.err = err;
    this.terminal = terminal;
    this.steps = steps;
  }

  /// Begins the next step.
  void step(String what) {
    begun++;
    accept(what);
  }

  /// Says a word about the step that was begun.
  @Override
  public synchronized void accept(String what) {
    if (!terminal) {
      err.println("[%d/%d] %s".formatted(begun, steps, what));
      return;
    }
    int done = steps == 0 ? BAR_WIDTH : BAR_WIDTH * Math.max(0, begun - 1) / steps;
    err.print(CLEAR + "[" + "#".repeat(done) + ".".repeat(BAR_WIDTH - done) + "] " + cut(what));
    err.flush();
  }

  /// Takes the bar away, so that the answer stands alone.
  void end() {
    if (terminal) err.print(CLEAR);
    err.flush();
  }

  @Override
  public void close() {
    end();
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
  }
}
