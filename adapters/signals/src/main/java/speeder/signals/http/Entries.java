package speeder.signals.http;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The entries of a YAML mapping by name, in the file's order; a name twice is a problem.
final class Entries {
  private Entries() {}

  record Entry(Node key, Node value) {}

  static SequencedMap<String, Entry> of(MappingNode mapping, Problems problems) {
    var entries = new LinkedHashMap<String, Entry>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(tuple.getKeyNode(), "expected a name");
        continue;
      }
      var entry = new Entry(key, tuple.getValueNode());
      if (entries.putIfAbsent(key.getValue(), entry) != null) {
        problems.add(key, "expected %s only once".formatted(key.getValue()));
      }
    }
    return entries;
  }
}
