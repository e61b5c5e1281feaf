package speeder.store.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// JSON of one line in which every value knows its column, from 1.
sealed interface Located {
  int column();

  /// What a person calls it.
  String title();

  record Members(int column, Map<String, Located> byName) implements Located {
    @Override
    public String title() {
      return "an object";
    }
  }

  record Items(int column, List<Located> all) implements Located {
    @Override
    public String title() {
      return "a list";
    }
  }

  record Text(int column, String text) implements Located {
    @Override
    public String title() {
      return "\"" + text + "\"";
    }
  }

  /// A number, `true`, `false` or `null`.
  record Other(int column, String title) implements Located {}

  JsonFactory FACTORY = new JsonFactory();

  /// @throws Malformed where the line is not one JSON value
  static Located parse(String line) throws Malformed {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      parser.nextToken();
      var value = value(parser);
      if (parser.nextToken() != null) {
        throw new Malformed(column(parser), "the end of the line", parser.getString());
      }
      return value;
    } catch (JacksonException e) {
      throw new Malformed(e.getLocation().getColumnNr(), "JSON", e.getOriginalMessage());
    }
  }

  private static Located value(JsonParser parser) throws Malformed {
    var token = parser.currentToken();
    int column = column(parser);
    if (token == null) throw new Malformed(column, "a value", "nothing");
    return switch (token) {
      case START_OBJECT -> members(parser, column);
      case START_ARRAY -> items(parser, column);
      case VALUE_STRING -> new Text(column, parser.getString());
      default -> new Other(column, parser.getString());
    };
  }

  private static Located members(JsonParser parser, int column) throws Malformed {
    var members = new LinkedHashMap<String, Located>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      if (members.containsKey(name)) throw new Malformed(column(parser), "each field once", name);
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Members(column, members);
  }

  private static Located items(JsonParser parser, int column) throws Malformed {
    var items = new ArrayList<Located>();
    while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
    return new Items(column, items);
  }

  private static int column(JsonParser parser) {
    return parser.currentTokenLocation().getColumnNr();
  }
}
