package speeder.oci;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import speeder.core.image.LayerSpec;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Finds what makes one composition out of another without reading what is equal in both.
///
/// Every place of either composition is a region of its own, without the places nested in it. A
/// region whose trees are equal is not opened; one that holds one tree before and after is left to
/// git's own comparison; only where places overlap are files listed and compared one by one.
final class Differ {
  private final Readers readers;
  private final Overlay from;
  private final Overlay to;
  private final Changes changes;

  private final NavigableSet<byte[]> regions = new TreeSet<>(PathBytes.ORDER);

  private Differ(Readers readers, Places from, Places to, Changes changes) {
    this.readers = readers;
    this.from = new Overlay(from, readers);
    this.to = new Overlay(to, readers);
    this.changes = changes;
    regions.addAll(from.parts().keySet());
    regions.addAll(to.parts().keySet());
  }

  /// Tells all changes of a layer. Something may be told twice where places overlap; nothing is
  /// told gone that has another kind now.
  static void run(LayerSpec layer, Readers readers, Changes changes) throws PortFailure {
    var from = Places.of(layer.from());
    var to = Places.of(layer.to());
    var differ = new Differ(readers, from, to, changes);
    for (var region : differ.regions) differ.compare(region);
  }

  private void compare(byte[] region) throws PortFailure {
    if (sameParts(region)) return;
    var before = from.at(region);
    switch (to.at(region)) {
      case Stack.Absent _ -> {
        if (before instanceof Stack.Folder folder && region.length == 0) {
          compareFolders(region, folder, new Stack.Folder(List.of()));
        } else if (!(before instanceof Stack.Absent)) {
          vanished(region);
        }
      }
      case Stack.Single(var source, var entry) -> put(region, source, entry);
      case Stack.Folder after -> compareFolder(region, before, after);
    }
  }

  /// Whether nothing that could show at a region moved: the usual case, so it asks no store.
  private boolean sameParts(byte[] region) {
    return sameAt(region)
        && from.places().above(region).stream().allMatch(place -> sameAt(place.getKey()))
        && to.places().above(region).size() == from.places().above(region).size();
  }

  private boolean sameAt(byte[] place) {
    var before = from.places().at(place).map(part -> part.tree());
    return before.isPresent() && before.equals(to.places().at(place).map(part -> part.tree()));
  }

  private void compareFolder(byte[] region, Stack before, Stack.Folder after) throws PortFailure {
    switch (before) {
      case Stack.Absent _ -> putAll(region, after);
      case Stack.Single _ -> putAll(region, after);
      case Stack.Folder folder -> compareFolders(region, folder, after);
    }
  }

  private void compareFolders(byte[] region, Stack.Folder before, Stack.Folder after)
      throws PortFailure {
    if (before.sameAs(after)) return;
    if (before.sheets().isEmpty()) {
      putAll(region, after);
    } else if (isOneSource(before, after)) {
      compareTrees(region, before.sheets().getFirst(), after.sheets().getFirst());
    } else {
      compareFiles(region, Merged.of(before, region, readers), Merged.of(after, region, readers));
    }
  }

  private static boolean isOneSource(Stack.Folder before, Stack.Folder after) {
    return before.sheets().size() == 1
        && after.sheets().size() == 1
        && before.sheets().getFirst().source().equals(after.sheets().getFirst().source());
  }

  private void putAll(byte[] region, Stack.Folder after) throws PortFailure {
    if (after.sheets().size() == 1) {
      var sheet = after.sheets().getFirst();
      readers.of(sheet.source()).walk(sheet.tree(), entry -> putOwn(region, sheet.source(), entry));
      return;
    }
    for (var file : Merged.of(after, region, readers).files().entrySet()) {
      putShown(region, file.getKey(), file.getValue().source(), file.getValue().entry());
    }
  }

  private void compareTrees(byte[] region, Stack.Sheet before, Stack.Sheet after)
      throws PortFailure {
    readers
        .of(after.source())
        .diff(
            before.tree(),
            after.tree(),
            new Trees.DiffVisitor() {
              @Override
              public void put(Trees.Entry entry) throws PortFailure {
                boolean isHidden = to.places().needsFolder(PathBytes.join(region, entry.path()));
                if (isHidden || GitMode.type(entry.mode()) == GitMode.SUBMODULE) {
                  replaced(region, before, entry);
                }
                putOwn(region, after.source(), entry);
              }

              @Override
              public void gone(Trees.Entry entry) throws PortFailure {
                if (GitMode.type(entry.mode()) == GitMode.SUBMODULE) return;
                goneOwn(region, before, entry);
              }
            });
  }

  /// What does not show stands where something that showed may have stood.
  private void replaced(byte[] region, Stack.Sheet before, Trees.Entry entry) throws PortFailure {
    var was = readers.of(before.source()).find(before.tree(), entry.path());
    if (was.isPresent() && GitMode.type(was.get().mode()) != GitMode.SUBMODULE) {
      goneOwn(region, before, was.get());
    }
  }

  private void compareFiles(byte[] region, Merged before, Merged after) throws PortFailure {
    for (var file : after.files().entrySet()) {
      var was = before.files().get(file.getKey());
      if (was != null && was.sameAs(file.getValue())) continue;
      putShown(region, file.getKey(), file.getValue().source(), file.getValue().entry());
    }
    for (var path : before.files().keySet()) {
      if (!after.files().containsKey(path) && isOf(region, path)) goneTopmost(region, path, after);
    }
  }

  /// Names the outermost folder that went with a file.
  private void goneTopmost(byte[] region, byte[] path, Merged after) throws PortFailure {
    for (int end = region.length; ; ) {
      end = PathBytes.nameEnd(path, end == 0 ? 0 : end + 1);
      var folder = Arrays.copyOf(path, end);
      boolean isNeeded = to.places().needsFolder(folder);
      if (after.files().containsKey(folder) && !isNeeded) return;
      if (!after.hasFolder(folder) && !isNeeded) {
        changes.gone(folder);
        return;
      }
      if (end == path.length) return;
    }
  }

  private void putOwn(byte[] region, String source, Trees.Entry entry) throws PortFailure {
    int type = GitMode.type(entry.mode());
    if (type == GitMode.FOLDER || type == GitMode.SUBMODULE) return;
    PathRule.check(source, entry.path());
    putShown(region, PathBytes.join(region, entry.path()), source, entry);
  }

  private void putShown(byte[] region, byte[] path, String source, Trees.Entry entry)
      throws PortFailure {
    if (isOf(region, path) && !to.places().needsFolder(path)) put(path, source, entry);
  }

  private void put(byte[] path, String source, Trees.Entry entry) throws PortFailure {
    if (GitMode.type(entry.mode()) != GitMode.SUBMODULE) changes.put(path, source, entry);
  }

  private void goneOwn(byte[] region, Stack.Sheet before, Trees.Entry entry) throws PortFailure {
    PathRule.check(before.source(), entry.path());
    var path = PathBytes.join(region, entry.path());
    if (!isOf(region, path)) return;
    if (!to.places().needsFolder(path)) {
      changes.gone(path);
    } else if (GitMode.type(entry.mode()) == GitMode.FOLDER) {
      goneAround(region, before, entry);
    }
  }

  /// A folder went that places need still: what it held goes, but for the way to those.
  private void goneAround(byte[] region, Stack.Sheet before, Trees.Entry folder)
      throws PortFailure {
    var path = PathBytes.join(region, folder.path());
    readers
        .of(before.source())
        .walk(
            folder.id(),
            below -> {
              var one = PathBytes.join(path, below.path());
              int type = GitMode.type(below.mode());
              if (type == GitMode.SUBMODULE || !isOf(region, one)) return;
              if (!to.places().needsFolder(one)) changes.gone(one);
            });
  }

  /// Nothing is left at a region: names the outermost folder that went with it, or shows what it
  /// had hidden.
  private void vanished(byte[] region) throws PortFailure {
    for (int end = 0; ; ) {
      end = PathBytes.nameEnd(region, end == 0 ? 0 : end + 1);
      var folder = Arrays.copyOf(region, end);
      switch (to.at(folder)) {
        case Stack.Folder _ -> {}
        case Stack.Single(var source, var entry) -> {
          put(folder, source, entry);
          return;
        }
        case Stack.Absent _ -> {
          changes.gone(folder);
          return;
        }
      }
      if (end == region.length) return;
    }
  }

  /// Whether a path belongs to a region and to none nested in it.
  private boolean isOf(byte[] region, byte[] path) {
    if (regions.size() == 1) return true;
    for (var folder = path; ; folder = PathBytes.parent(folder)) {
      if (folder.length <= region.length) return Arrays.equals(folder, region);
      if (regions.contains(folder)) return false;
    }
  }
}
