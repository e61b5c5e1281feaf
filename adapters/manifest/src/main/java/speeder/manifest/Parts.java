package speeder.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// The parts of a manifest, gathered from all its files. Tables of several files are one; every
/// other part may be in one file only.
final class Parts {
  private final List<Table> files = new ArrayList<>();
  private final Map<String, Table> tables = new HashMap<>();
  private final Spot nothing;

  Parts(List<Spot> roots, Problems problems) {
    roots.forEach(root -> files.add(root.table(ManifestReader.KEYS)));
    var empty = new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
    nothing = roots.isEmpty() ? new Spot("", empty, problems) : roots.getFirst();
  }

  boolean empty() {
    return files.isEmpty();
  }

  List<Spot> all(String name) {
    return files.stream().flatMap(file -> file.at(name).stream()).toList();
  }

  Optional<Spot> one(String name) {
    var all = all(name);
    files.stream()
        .flatMap(file -> file.key(name).stream())
        .skip(1)
        .forEach(key -> key.wrong("`" + name + "` in one file only"));
    return all.stream().findFirst();
  }

  Optional<Spot> need(String name) {
    var one = one(name);
    if (one.isEmpty()) nothing.wrongAs("the key `" + name + "`", "no `" + name + "`");
    return one;
  }

  /// Keys and values of one part; empty where no file has it.
  Table table(String name) {
    return tables.computeIfAbsent(name, this::gathered);
  }

  private Table gathered(String name) {
    var parts = all(name);
    if (parts.isEmpty()) return nothing.empty();
    var table = parts.getFirst().table();
    parts.stream().skip(1).forEach(more -> table.add(more.table()));
    return table;
  }
}
