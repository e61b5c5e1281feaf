package speeder.oci;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import speeder.core.image.Composition.Part;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;
import speeder.oci.Stack.Sheet;

/// What a composition shows at a path, place over place: the innermost place is uppermost, folders
/// merge, anything else hides what lies under it, and a place is a folder whatever lies under it.
final class Overlay {
  private final Places places;
  private final Readers readers;

  Overlay(Places places, Readers readers) {
    this.places = places;
    this.readers = readers;
  }

  Places places() {
    return places;
  }

  Stack at(byte[] path) throws PortFailure {
    var sheets = new ArrayList<Sheet>();
    places.at(path).ifPresent(part -> sheets.add(new Sheet(part.source(), part.tree())));
    boolean isFolder = places.needsFolder(path);
    for (var place : places.above(path)) {
      var found = follow(place.getValue(), PathBytes.relative(path, place.getKey()));
      switch (found) {
        case Found.Nothing _ -> {}
        case Found.Blocked _ -> {
          return folderOrElse(sheets, isFolder, Stack.ABSENT);
        }
        case Found.Is(var source, var entry) -> {
          if (GitMode.type(entry.mode()) != GitMode.FOLDER) {
            return folderOrElse(sheets, isFolder, new Stack.Single(source, entry));
          }
          sheets.add(new Sheet(source, entry.id()));
        }
      }
    }
    return folderOrElse(sheets, isFolder, Stack.ABSENT);
  }

  private static Stack folderOrElse(List<Sheet> sheets, boolean isFolder, Stack otherwise) {
    return isFolder || !sheets.isEmpty() ? new Stack.Folder(sheets) : otherwise;
  }

  private sealed interface Found {
    record Nothing() implements Found {}

    /// Something on the way is no folder.
    record Blocked() implements Found {}

    record Is(String source, Trees.Entry entry) implements Found {}
  }

  private Found follow(Part part, byte[] path) throws PortFailure {
    var sheet = new Sheet(part.source(), part.tree());
    for (int from = 0; ; ) {
      int end = PathBytes.nameEnd(path, from);
      var entry = visible(readers.child(sheet, Arrays.copyOfRange(path, from, end)));
      if (entry.isEmpty()) return new Found.Nothing();
      if (end == path.length) return new Found.Is(part.source(), entry.get());
      if (GitMode.type(entry.get().mode()) != GitMode.FOLDER) return new Found.Blocked();
      sheet = new Sheet(part.source(), entry.get().id());
      from = end + 1;
    }
  }

  /// Submodules show nothing: what they point to is a source of its own, or is not in the image.
  private static Optional<Trees.Entry> visible(Optional<Trees.Entry> entry) {
    return entry.filter(found -> GitMode.type(found.mode()) != GitMode.SUBMODULE);
  }
}
