package speeder.signals.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a test sends.
record Body(String type, String text) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static Body form(Node node, Problems problems) {
    var pairs = new ArrayList<String>();
    if (node instanceof MappingNode mapping) {
      Entries.of(mapping, problems)
          .forEach((name, entry) -> pairs.add(encoded(name) + "=" + field(entry, problems)));
    } else {
      problems.add(node, "expected names and values of a form");
    }
    return new Body("application/x-www-form-urlencoded", String.join("&", pairs));
  }

  private static String field(Entries.Entry entry, Problems problems) {
    if (entry.value() instanceof ScalarNode scalar) return encoded(scalar.getValue());
    problems.add(entry.value(), "expected a text");
    return "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static Body json(Node node, Problems problems) {
    return new Body("application/json", MAPPER.writeValueAsString(value(node, problems)));
  }

  private static JsonNode value(Node node, Problems problems) {
    return switch (node) {
      case MappingNode mapping -> {
        var object = JSON.objectNode();
        Entries.of(mapping, problems)
            .forEach((name, entry) -> object.set(name, value(entry.value(), problems)));
        yield object;
      }
      case SequenceNode sequence -> {
        var array = JSON.arrayNode();
        sequence.getValue().forEach(one -> array.add(value(one, problems)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, problems);
      default -> {
        problems.add(node, "expected a value");
        yield JSON.nullNode();
      }
    };
  }

  private static JsonNode scalar(ScalarNode scalar, Problems problems) {
    var text = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) return JSON.nullNode();
    if (scalar.getTag().equals(Tag.BOOL)) return JSON.booleanNode(Boolean.parseBoolean(text));
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      return number(scalar, text, problems);
    }
    return JSON.stringNode(text);
  }

  private static JsonNode number(ScalarNode scalar, String text, Problems problems) {
    try {
      return JSON.numberNode(new java.math.BigDecimal(text));
    } catch (NumberFormatException e) {
      problems.add(scalar, "expected a number as JSON has it");
      return JSON.nullNode();
    }
  }
}
