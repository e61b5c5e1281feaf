package speeder.bench;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/// Times what is done.
final class Clock {
  private static final double NANOS_PER_MICRO = 1_000;
  private static final double NANOS_PER_MILLI = 1_000_000;

  interface Act {
    void run() throws Exception;
  }

  private Clock() {}

  static double micros(Act act) throws Exception {
    return passed(System::nanoTime, act) / NANOS_PER_MICRO;
  }

  static double millis(Act act) throws Exception {
    return passed(System::nanoTime, act) / NANOS_PER_MILLI;
  }

  /// Time that this thread computed: the same on a machine where others compute, too. What the
  /// garbage collector did meanwhile is not in it.
  static double computedMicros(Act act) throws Exception {
    return passed(Clock::computed, act) / NANOS_PER_MICRO;
  }

  /// Nanoseconds that this thread has computed so far.
  static long computed() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long passed(LongSupplier clock, Act act) throws Exception {
    long began = clock.getAsLong();
    act.run();
    return clock.getAsLong() - began;
  }
}
