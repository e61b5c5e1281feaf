package speeder.engine.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import speeder.engine.input.Located.At;
import speeder.engine.input.Located.Field;
import speeder.engine.input.Located.Items;
import speeder.engine.input.Located.Members;
import speeder.engine.input.Located.Numeral;
import speeder.engine.input.Located.Text;
import speeder.engine.input.Located.Word;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON strictly: one value, each field of an object once, nothing after it.
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  static Located parse(String text) throws Malformed {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      var value = value(parser);
      if (parser.nextToken() != null) {
        throw new Malformed(at(parser), "one JSON value and nothing after it", parser.getString());
      }
      return value;
    } catch (JacksonException e) {
      throw new Malformed(at(e.getLocation()), "JSON", e.getOriginalMessage());
    }
  }

  private static Located value(JsonParser parser) throws Malformed {
    var token = parser.currentToken();
    var at = at(parser);
    if (token == null) throw new Malformed(at, "a JSON value", "nothing");
    return switch (token) {
      case START_OBJECT -> members(parser, at);
      case START_ARRAY -> items(parser, at);
      case VALUE_STRING -> new Text(at, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(at, parser.getString());
      default -> new Word(at, parser.getString());
    };
  }

  private static Located members(JsonParser parser, At at) throws Malformed {
    var members = new LinkedHashMap<String, Field>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      var place = at(parser);
      if (members.containsKey(name)) throw new Malformed(place, "each field once", name);
      parser.nextToken();
      members.put(name, new Field(place, value(parser)));
    }
    return new Members(at, members);
  }

  private static Located items(JsonParser parser, At at) throws Malformed {
    var items = new ArrayList<Located>();
    while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
    return new Items(at, items);
  }

  private static At at(JsonParser parser) {
    return at(parser.currentTokenLocation());
  }

  private static At at(TokenStreamLocation location) {
    return new At(Math.max(location.getLineNr(), 1), Math.max(location.getColumnNr(), 1));
  }
}
