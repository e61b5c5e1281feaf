package speeder.core.schedule;

import java.util.List;
import java.util.Locale;

/// One of the five fields of a line of crontab(5), as the numbers it allows.
///
/// @param bits a bit a number
/// @param star whether it begins with `*`: then it says nothing of its own
record CronField(long bits, boolean star) {
  private static final List<String> NO_NAMES = List.of();
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  static CronField minute(String text) {
    return new Reader("minute", 0, 59, NO_NAMES, 0).field(text);
  }

  static CronField hour(String text) {
    return new Reader("hour", 0, 23, NO_NAMES, 0).field(text);
  }

  static CronField dayOfMonth(String text) {
    return new Reader("day of month", 1, 31, NO_NAMES, 0).field(text);
  }

  static CronField month(String text) {
    return new Reader("month", 1, 12, MONTHS, 1).field(text);
  }

  /// 0 and 7 are Sunday.
  static CronField dayOfWeek(String text) {
    var field = new Reader("day of week", 0, 7, DAYS, 0).field(text);
    long sunday = (field.bits & 1) | ((field.bits >> 7) & 1);
    return new CronField((field.bits & 0x7f) | sunday, field.star);
  }

  boolean has(int number) {
    return ((bits >> number) & 1) == 1;
  }

  /// Reads a list of numbers, ranges and steps.
  private record Reader(String name, int min, int max, List<String> names, int first) {
    CronField field(String text) {
      long bits = 0;
      for (var part : text.split(",", -1)) bits |= part(part);
      return new CronField(bits, text.startsWith("*"));
    }

    private long part(String text) {
      var steps = text.split("/", 2);
      var ends = steps[0].equals("*") ? all() : ends(steps[0]);
      if (steps.length == 1) return bits(ends, 1);
      if (ends[0] == ends[1]) throw wrong(text, "a step stands after `*` or a range alone");
      return bits(ends, step(steps[1]));
    }

    private int[] all() {
      return new int[] {min, max};
    }

    private int[] ends(String text) {
      var parts = text.split("-", 2);
      int from = number(parts[0]);
      int to = parts.length == 1 ? from : number(parts[1]);
      if (from > to) throw wrong(text, "a range goes up");
      return new int[] {from, to};
    }

    private static long bits(int[] ends, int step) {
      long bits = 0;
      for (int each = ends[0]; each <= ends[1]; each += step) bits |= 1L << each;
      return bits;
    }

    private int step(String text) {
      if (!text.matches("[1-9][0-9]?")) throw wrong(text, "a step is a number from 1 on");
      return Integer.parseInt(text);
    }

    private int number(String text) {
      int named = names.indexOf(text.toLowerCase(Locale.ROOT));
      if (named >= 0) return named + first;
      if (!text.matches("[0-9]{1,2}"))
        throw wrong(text, "it goes from %d to %d".formatted(min, max));
      int number = Integer.parseInt(text);
      if (number < min || number > max) {
        throw wrong(text, "it goes from %d to %d".formatted(min, max));
      }
      return number;
    }

    private IllegalArgumentException wrong(String text, String why) {
      return new IllegalArgumentException("the %s is `%s`; %s".formatted(name, text, why));
    }
  }
}
