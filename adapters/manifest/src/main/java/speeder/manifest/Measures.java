package speeder.manifest;

/// Turns texts that have a form into what they measure.
final class Measures {
  private Measures() {}

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
