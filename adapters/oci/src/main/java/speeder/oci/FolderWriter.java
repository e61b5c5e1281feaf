package speeder.oci;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Writes a layer's unpacked folder. Used by one thread.
///
/// Every name is opened below the descriptor of its folder and no link is ever followed, so that
/// nothing can be written outside the root, whatever the names and links say. Nothing here is
/// synced: what a power cut leaves is told by [Store]'s markers.
final class FolderWriter implements AutoCloseable {
  /// Told of each folder that was made, the outer first.
  interface NewFolder {
    void made(byte[] path) throws IOException;
  }

  private static final int DEPTH_FIRST = 32;
  private static final long BUFFER_BYTES = 1 << 18;

  private final Calls calls = new Calls(Arena.ofConfined());
  private final MemorySegment buffer = calls.allocate(BUFFER_BYTES);
  private final NewFolder listener;
  private final Map<String, Long> folderTimes = new HashMap<>();

  private byte[] at = new byte[PathRule.PATH_BYTES_MAX + 1];
  private int[] fds = new int[DEPTH_FIRST];
  private int[] ends = new int[DEPTH_FIRST];
  private int depth;

  FolderWriter(Path root, NewFolder listener) throws IOException {
    this.listener = listener;
    fds[0] = calls.openFolder(Posix.AT_FDCWD, PathBytes.of(root.toString()));
  }

  /// Makes a folder and those above it, where they are not there.
  void folder(byte[] path) throws IOException {
    enter(path, path.length);
  }

  /// Sets what a folder is to be in the end. Makes it, if need be.
  void folder(byte[] path, Metadata metadata) throws IOException {
    int fd = enter(path, path.length);
    calls.own(fd, metadata);
    calls.setAttributes(fd, metadata.attributes());
    folderTimes.put(key(path, path.length), metadata.seconds());
  }

  /// Creates a file; write its bytes, then close. Fails where something has the name.
  OutputStream file(byte[] path, Metadata metadata) throws IOException {
    int folder = enter(path, PathBytes.parentEnd(path));
    return new Content(calls.create(folder, PathBytes.name(path)), metadata);
  }

  void link(byte[] path, byte[] target, Metadata metadata) throws IOException {
    int folder = enter(path, PathBytes.parentEnd(path));
    calls.symlink(target, folder, PathBytes.name(path));
    calls.dress(folder, PathBytes.name(path), metadata, false);
  }

  /// A second name for a file of this folder.
  void hardLink(byte[] path, byte[] target) throws IOException {
    var targetFolder = calls.duplicate(enter(target, PathBytes.parentEnd(target)));
    try {
      int folder = enter(path, PathBytes.parentEnd(path));
      calls.hardLink(targetFolder, PathBytes.name(target), folder, PathBytes.name(path));
    } finally {
      calls.close(targetFolder);
    }
  }

  /// A device node or a pipe; the type is in the mode.
  void node(byte[] path, long device, Metadata metadata) throws IOException {
    int folder = enter(path, PathBytes.parentEnd(path));
    calls.node(folder, PathBytes.name(path), metadata.mode(), device);
    calls.dress(folder, PathBytes.name(path), metadata, true);
  }

  /// What overlayfs takes for "gone": a character device 0:0.
  void whiteout(byte[] path) throws IOException {
    int folder = enter(path, PathBytes.parentEnd(path));
    calls.node(folder, PathBytes.name(path), Posix.S_IFCHR, 0);
    calls.dress(folder, PathBytes.name(path), Metadata.FIXED, false);
  }

  /// Hides everything that lower layers hold in a folder.
  void opaque(byte[] path) throws IOException {
    calls.setAttributes(
        enter(path, path.length), Map.of("trusted.overlay.opaque", new byte[] {'y'}));
  }

  /// Deletes what has a name, if anything has: later entries of a tar replace earlier ones.
  ///
  /// @return whether the name is free now; a folder is left
  boolean remove(byte[] path) throws IOException {
    return calls.unlink(enter(path, PathBytes.parentEnd(path)), PathBytes.name(path));
  }

  @Override
  public void close() throws IOException {
    try {
      while (depth >= 0) leave();
    } finally {
      while (depth >= 0) calls.close(fds[depth--]);
      calls.end();
    }
  }

  /// Opens a folder by the first bytes of a path. Making its entries must not change its time, so
  /// times are set on leaving.
  private int enter(byte[] path, int end) throws IOException {
    if (end > PathRule.PATH_BYTES_MAX) throw new IOException("A path is over 4095 bytes.");
    while (depth > 0 && !holds(path, end)) leave();
    int from = depth == 0 ? 0 : ends[depth] + 1;
    while (from < end) {
      int nameEnd = Math.min(PathBytes.nameEnd(path, from), end);
      descend(path, from, nameEnd);
      from = nameEnd + 1;
    }
    return fds[depth];
  }

  private boolean holds(byte[] path, int end) {
    int own = ends[depth];
    return own <= end
        && (own == end || path[own] == '/')
        && Arrays.equals(at, 0, own, path, 0, own);
  }

  private void descend(byte[] path, int from, int end) throws IOException {
    var name = Arrays.copyOfRange(path, from, end);
    if (calls.makeFolder(fds[depth], name)) listener.made(Arrays.copyOf(path, end));
    int fd = calls.openFolder(fds[depth], name);
    if (++depth == fds.length) {
      fds = Arrays.copyOf(fds, depth * 2);
      ends = Arrays.copyOf(ends, depth * 2);
    }
    fds[depth] = fd;
    ends[depth] = end;
    System.arraycopy(path, 0, at, 0, end);
  }

  private void leave() throws IOException {
    int fd = fds[depth];
    long seconds = timeOf(at, ends[depth]);
    depth--;
    try {
      calls.setTimes(fd, seconds);
    } finally {
      calls.close(fd);
    }
  }

  private long timeOf(byte[] path, int end) {
    return folderTimes.isEmpty()
        ? MetadataRule.FIXED_TIME
        : folderTimes.getOrDefault(key(path, end), MetadataRule.FIXED_TIME);
  }

  private static String key(byte[] path, int end) {
    return new String(path, 0, end, StandardCharsets.ISO_8859_1);
  }

  private final class Content extends OutputStream {
    private final int fd;
    private final Metadata metadata;
    private boolean closed;

    Content(int fd, Metadata metadata) {
      this.fd = fd;
      this.metadata = metadata;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; ) {
        int part = (int) Math.min(BUFFER_BYTES, length - done);
        MemorySegment.copy(bytes, offset + done, buffer, ValueLayout.JAVA_BYTE, 0, part);
        calls.write(fd, buffer, part);
        done += part;
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) return;
      closed = true;
      try {
        calls.own(fd, metadata);
        calls.setAttributes(fd, metadata.attributes());
        calls.setTimes(fd, metadata.seconds());
      } finally {
        calls.close(fd);
      }
    }
  }
}
