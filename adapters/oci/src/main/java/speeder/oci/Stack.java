package speeder.oci;

import java.util.List;
import speeder.core.source.ObjectId;
import speeder.engine.port.Trees;

/// What a composition shows at one path.
sealed interface Stack {
  record Absent() implements Stack {}

  /// One file, link or submodule.
  record Single(String source, Trees.Entry entry) implements Stack {}

  /// Trees laid over each other, the uppermost first. None where places below need the folder.
  record Folder(List<Sheet> sheets) implements Stack {
    public Folder {
      sheets = List.copyOf(sheets);
    }

    boolean sameAs(Folder other) {
      return trees().equals(other.trees());
    }

    private List<ObjectId> trees() {
      return sheets.stream().map(Sheet::tree).toList();
    }
  }

  /// A tree, and the source in whose object store it is found.
  record Sheet(String source, ObjectId tree) {}

  Stack ABSENT = new Absent();
}
