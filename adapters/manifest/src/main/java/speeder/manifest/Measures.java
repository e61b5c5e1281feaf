package speeder.manifest;

import java.time.Duration;

/// Turns texts that have a form into what they measure.
final class Measures {
  private Measures() {}

  static Duration duration(String text) {
    if (text.equals("0")) return Duration.ZERO;
    if (text.endsWith("ms")) return Duration.ofMillis(amount(text, 2));
    long amount = amount(text, 1);
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'd' -> Duration.ofDays(amount);
      default -> throw new IllegalArgumentException(text);
    };
  }

  static long bytes(String text) {
    return switch (text.charAt(text.length() - 1)) {
      case 'K' -> amount(text, 1) << 10;
      case 'M' -> amount(text, 1) << 20;
      case 'G' -> amount(text, 1) << 30;
      default -> Long.parseLong(text);
    };
  }

  static double percent(String text) {
    return Double.parseDouble(text.substring(0, text.length() - 1));
  }

  private static long amount(String text, int unit) {
    return Long.parseLong(text.substring(0, text.length() - unit));
  }
}
