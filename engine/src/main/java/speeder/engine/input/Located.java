package speeder.engine.input;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.Nearness;

/// A JSON value that knows its place. What is asked of it is there, or [Malformed] says what was
/// expected where.
public sealed interface Located {
  /// Its first character.
  At at();

  /// What a person calls it.
  String title();

  /// A place in a text.
  ///
  /// @param line from 1; `column` from 1
  record At(int line, int column) {
    public static final At START = new At(1, 1);
  }

  /// @param byName in the order of the text
  record Members(At at, Map<String, Field> byName) implements Located {
    public Members {
      byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    @Override
    public String title() {
      return "an object";
    }

    public Located need(String name) throws Malformed {
      var field = byName.get(name);
      if (field == null) throw new Malformed(at, "the field \"" + name + "\"", names());
      return field.value();
    }

    public Optional<Located> find(String name) {
      return Optional.ofNullable(byName.get(name)).map(Field::value);
    }

    public Optional<String> findText(String name) throws Malformed {
      var value = find(name);
      return value.isEmpty() ? Optional.empty() : Optional.of(value.get().text("text").text());
    }

    /// Nothing but these fields may be there.
    public Members only(Set<String> names) throws Malformed {
      for (var each : byName.entrySet()) {
        if (names.contains(each.getKey())) continue;
        var meant = Nearness.nearest(each.getKey(), names);
        throw new Malformed(
            each.getValue().at(),
            "one of the fields " + String.join(", ", names.stream().sorted().toList()),
            "\""
                + each.getKey()
                + "\""
                + meant.map(": did you mean \"%s\"?"::formatted).orElse(""));
      }
      return this;
    }

    /// The names that are there, in words.
    public String names() {
      return byName.isEmpty() ? "no field" : "only " + String.join(", ", byName.keySet());
    }
  }

  /// @param at of its name
  record Field(At at, Located value) {}

  record Items(At at, List<Located> all) implements Located {
    public Items {
      all = List.copyOf(all);
    }

    @Override
    public String title() {
      return "a list";
    }
  }

  record Text(At at, String text) implements Located {
    @Override
    public String title() {
      return "\"" + text + "\"";
    }
  }

  /// @param title as it is written
  record Numeral(At at, String title) implements Located {}

  /// `true`, `false` or `null`.
  record Word(At at, String title) implements Located {}

  Pattern WHOLE = Pattern.compile("\\d{1,18}");

  default Members members(String expected) throws Malformed {
    if (this instanceof Members members) return members;
    throw wrong(expected);
  }

  default Items items(String expected) throws Malformed {
    if (this instanceof Items items) return items;
    throw wrong(expected);
  }

  default Text text(String expected) throws Malformed {
    if (this instanceof Text text) return text;
    throw wrong(expected);
  }

  /// A whole number from `min` on, of at most 18 digits.
  default long whole(long min) throws Malformed {
    if (this instanceof Numeral numeral && WHOLE.matcher(numeral.title).matches()) {
      long number = Long.parseLong(numeral.title);
      if (number >= min) return number;
    }
    throw wrong("a whole number from " + min + " on");
  }

  /// A number from 0 to 1.
  default double share() throws Malformed {
    if (this instanceof Numeral numeral) {
      double number = Double.parseDouble(numeral.title);
      if (number >= 0 && number <= 1) return number;
    }
    throw wrong("a share, a number from 0 to 1");
  }

  default Instant time() throws Malformed {
    try {
      return Instant.parse(text("a time").text());
    } catch (DateTimeParseException notATime) {
      throw wrong("a time like 2026-03-02T12:00:00Z");
    }
  }

  default ObjectId objectId() throws Malformed {
    try {
      return new ObjectId(text("a git object's id").text().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException notAnId) {
      throw wrong("40 or 64 hex digits");
    }
  }

  default Digest digest() throws Malformed {
    try {
      return new Digest(text("a digest").text());
    } catch (IllegalArgumentException notADigest) {
      throw wrong("sha256: and 64 hex digits");
    }
  }

  default Malformed wrong(String expected) {
    return new Malformed(at(), expected, title());
  }
}
