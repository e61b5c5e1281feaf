package speeder.oci;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Readers of object stores, each opened once and closed together. Used by one thread.
final class Readers implements AutoCloseable {
  private record Asked(ObjectId tree, String name) {}

  private final Trees trees;
  private final Map<String, Trees.Reader> open = new HashMap<>();
  private final Map<Asked, Optional<Trees.Entry>> answers = new HashMap<>();

  Readers(Trees trees) {
    this.trees = trees;
  }

  Trees.Reader of(String source) throws PortFailure {
    var reader = open.get(source);
    if (reader == null) {
      reader = trees.open(source);
      open.put(source, reader);
    }
    return reader;
  }

  /// An entry of a tree by its name; each tree is asked once.
  Optional<Trees.Entry> child(Stack.Sheet sheet, byte[] name) throws PortFailure {
    var asked =
        new Asked(sheet.tree(), new String(name, java.nio.charset.StandardCharsets.ISO_8859_1));
    var answer = answers.get(asked);
    if (answer == null) {
      answer = of(sheet.source()).find(sheet.tree(), name);
      answers.put(asked, answer);
    }
    return answer;
  }

  @Override
  public void close() {
    open.values().forEach(Trees.Reader::close);
    open.clear();
  }
}
