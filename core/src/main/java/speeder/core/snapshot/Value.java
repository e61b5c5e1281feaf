package speeder.core.snapshot;

import java.util.List;

/// What a relation read.
public sealed interface Value {
  /// No such file, or nothing at the pointer: nothing is asked for.
  record Absent() implements Value {}

  /// @param text the value in one form: equal values have equal text
  /// @param names keys of an object, items of a list, or the one text
  record Present(String text, List<String> names) implements Value {
    public Present {
      names = List.copyOf(names);
    }
  }

  /// The file is there and cannot be read as JSON.
  record Broken(String why) implements Value {}
}
