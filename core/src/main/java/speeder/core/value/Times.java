package speeder.core.value;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lengths of time as people write and read them: a number and its unit.
public final class Times {
  /// `0`, or up to nine digits and `ms`, `s`, `m`, `h` or `d`.
  public static final Pattern FORM = Pattern.compile("0|(\\d{1,9})(ms|s|m|h|d)");

  private Times() {}

  /// What a text says; nothing where it is none.
  public static Optional<Duration> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) return Optional.empty();
    if (text.equals("0")) return Optional.of(Duration.ZERO);
    long amount = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }

  /// In the largest unit that loses nothing.
  public static String text(Duration time) {
    if (time.isZero()) return "0";
    if (time.toMillis() % 1_000 != 0) return time.toMillis() + "ms";
    long seconds = time.toSeconds();
    if (seconds % 86_400 == 0) return seconds / 86_400 + "d";
    if (seconds % 3_600 == 0) return seconds / 3_600 + "h";
    if (seconds % 60 == 0) return seconds / 60 + "m";
    return seconds + "s";
  }
}
