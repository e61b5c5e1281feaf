package speeder.oci;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import speeder.engine.port.PortFailure;

/// Keeps deletions off the base image: where a folder of the sources goes that the base has too,
/// only what the sources had put there goes.
///
/// A single file that hid one of the base stays gone until a whole composition is written anew.
final class BaseGuard {
  private final BaseView base;
  private final Overlay from;
  private final Readers readers;

  BaseGuard(BaseView base, Overlay from, Readers readers) {
    this.base = base;
    this.from = from;
    this.readers = readers;
  }

  /// What to delete instead of a path: nearly always just that.
  Collection<byte[]> instead(byte[] gone) throws PortFailure {
    try {
      return base.hasFolder(gone) ? withoutBase(gone) : List.of(gone);
    } catch (IOException e) {
      throw Disk.failure("looking into the base image", e);
    }
  }

  private Collection<byte[]> withoutBase(byte[] gone) throws PortFailure, IOException {
    var files = new TreeSet<byte[]>(PathBytes.ORDER);
    list(gone, files);
    for (var place : from.places().parts().keySet()) {
      if (PathBytes.isBelow(place, gone)) list(place, files);
    }
    var instead = new TreeSet<byte[]>(PathBytes.ORDER);
    for (var file : files) instead.add(topmostWithoutBase(gone, file));
    return instead;
  }

  private void list(byte[] at, Collection<byte[]> files) throws PortFailure {
    switch (from.at(at)) {
      case Stack.Absent _ -> {}
      case Stack.Single _ -> files.add(at);
      case Stack.Folder folder -> files.addAll(Merged.of(folder, at, readers).files().keySet());
    }
  }

  private byte[] topmostWithoutBase(byte[] gone, byte[] file) throws IOException {
    for (int end = gone.length; ; ) {
      end = PathBytes.nameEnd(file, end + 1);
      var folder = Arrays.copyOf(file, end);
      if (end == file.length || !base.hasFolder(folder)) return folder;
    }
  }
}
