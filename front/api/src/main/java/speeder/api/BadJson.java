package speeder.api;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/// Text that is not the JSON it should be: where, and what was expected.
public final class BadJson extends Exception {
  private static final long serialVersionUID = 1;

  private BadJson(String message) {
    super(message);
  }

  static BadJson at(JsonParser in, String expected) {
    return new BadJson("%s: expected %s".formatted(place(in.currentTokenLocation()), expected));
  }

  static BadJson unknownField(JsonParser in, String field, Iterable<String> known) {
    return new BadJson(
        "%s: field %s is not known; known are %s"
            .formatted(place(in.currentTokenLocation()), field, String.join(", ", known)));
  }

  static BadJson of(JacksonException broken) {
    var where = Optional.ofNullable(broken.getLocation()).map(BadJson::place).orElse("somewhere");
    return new BadJson(where + ": " + broken.getOriginalMessage());
  }

  private static String place(TokenStreamLocation at) {
    return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }
}
