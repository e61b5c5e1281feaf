package speeder.oci;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/// One thread's system calls, with its own memory for names and results.
final class Calls {
  private static final int CREATE =
      Posix.O_WRONLY | Posix.O_CREAT | Posix.O_EXCL | Posix.O_NOFOLLOW | Posix.O_CLOEXEC;
  private static final int FOLDER =
      Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW | Posix.O_CLOEXEC;
  private static final long NAME_BYTES = 4096;
  private static final int NEW_FILE_MODE = 0600;

  private final Arena arena;
  private final MemorySegment state;
  private final MemorySegment name;
  private final MemorySegment second;
  private final MemorySegment times;
  private final boolean root;

  Calls(Arena arena) {
    this.arena = arena;
    state = arena.allocate(Posix.stateBytes());
    name = arena.allocate(NAME_BYTES);
    second = arena.allocate(NAME_BYTES);
    times = arena.allocate(Posix.TIMES_BYTES, Long.BYTES);
    root = userId() == 0;
  }

  MemorySegment allocate(long bytes) {
    return arena.allocate(bytes);
  }

  void end() {
    arena.close();
  }

  int openFolder(int at, byte[] path) throws IOException {
    set(name, path);
    return check(
        "open", path, call(() -> (int) Posix.OPENAT.invokeExact(state, at, name, FOLDER, 0)));
  }

  /// @return whether it was not there
  boolean makeFolder(int at, byte[] path) throws IOException {
    set(name, path);
    int made =
        call(() -> (int) Posix.MKDIRAT.invokeExact(state, at, name, MetadataRule.FOLDER_MODE));
    if (made < 0 && Posix.errno(state) == Posix.EEXIST) return false;
    check("mkdir", path, made);
    int mode =
        call(() -> (int) Posix.FCHMODAT.invokeExact(state, at, name, MetadataRule.FOLDER_MODE, 0));
    check("chmod", path, mode);
    return true;
  }

  int create(int at, byte[] path) throws IOException {
    set(name, path);
    return check(
        "create",
        path,
        call(() -> (int) Posix.OPENAT.invokeExact(state, at, name, CREATE, NEW_FILE_MODE)));
  }

  void symlink(byte[] target, int at, byte[] path) throws IOException {
    set(second, target);
    set(name, path);
    check("symlink", path, call(() -> (int) Posix.SYMLINKAT.invokeExact(state, second, at, name)));
  }

  void hardLink(int targetAt, byte[] target, int at, byte[] path) throws IOException {
    set(second, target);
    set(name, path);
    check(
        "link",
        path,
        call(() -> (int) Posix.LINKAT.invokeExact(state, targetAt, second, at, name, 0)));
  }

  void node(int at, byte[] path, int mode, long device) throws IOException {
    set(name, path);
    check(
        "mknod", path, call(() -> (int) Posix.MKNODAT.invokeExact(state, at, name, mode, device)));
  }

  /// @return whether the name is free; a folder is left
  boolean unlink(int at, byte[] path) throws IOException {
    set(name, path);
    int done = call(() -> (int) Posix.UNLINKAT.invokeExact(state, at, name, 0));
    if (done == 0 || Posix.errno(state) == Posix.ENOENT) return true;
    if (Posix.errno(state) == Posix.EISDIR) return false;
    check("unlink", path, done);
    return true;
  }

  int duplicate(int fd) throws IOException {
    return openFolder(fd, new byte[] {'.'});
  }

  void write(int fd, MemorySegment bytes, long length) throws IOException {
    for (long done = 0; done < length; ) {
      var rest = bytes.asSlice(done);
      long left = length - done;
      long wrote = longCall(() -> (long) Posix.WRITE.invokeExact(state, fd, rest, left));
      if (wrote < 0) throw new PosixException("write", Posix.errno(state));
      done += wrote;
    }
  }

  /// Gives an open file its owner and its mode, in that order: changing the owner clears mode bits.
  /// Where this process is not root all stays its own.
  void own(int fd, Metadata as) throws IOException {
    if (root && !as.isRoots()) {
      check("chown", call(() -> (int) Posix.FCHOWN.invokeExact(state, fd, as.user(), as.group())));
    }
    int mode = as.permissions();
    check("chmod", call(() -> (int) Posix.FCHMOD.invokeExact(state, fd, mode)));
  }

  /// The same for what cannot be opened: links and nodes.
  void dress(int at, byte[] path, Metadata as, boolean withMode) throws IOException {
    set(name, path);
    int same = Posix.AT_SYMLINK_NOFOLLOW;
    if (root && !as.isRoots()) {
      int user = as.user();
      int group = as.group();
      check(
          "chown",
          call(() -> (int) Posix.FCHOWNAT.invokeExact(state, at, name, user, group, same)));
    }
    if (withMode) {
      int mode = as.permissions();
      check("chmod", call(() -> (int) Posix.FCHMODAT.invokeExact(state, at, name, mode, 0)));
    }
    setClock(as.seconds());
    check("utimens", call(() -> (int) Posix.UTIMENSAT.invokeExact(state, at, name, times, same)));
  }

  void setTimes(int fd, long seconds) throws IOException {
    setClock(seconds);
    check("utimens", call(() -> (int) Posix.FUTIMENS.invokeExact(state, fd, times)));
  }

  void setAttributes(int fd, Map<String, byte[]> attributes) throws IOException {
    for (var attribute : attributes.entrySet()) {
      set(name, PathBytes.of(attribute.getKey()));
      set(second, attribute.getValue());
      long length = attribute.getValue().length;
      int done = call(() -> (int) Posix.FSETXATTR.invokeExact(state, fd, name, second, length, 0));
      check("setxattr " + attribute.getKey(), done);
    }
  }

  void close(int fd) throws IOException {
    check("close", call(() -> (int) Posix.CLOSE.invokeExact(state, fd)));
  }

  private int userId() {
    try {
      return (int) Posix.GETEUID.invokeExact(state);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private void setClock(long seconds) {
    times.setAtIndex(ValueLayout.JAVA_LONG, 0, seconds);
    times.setAtIndex(ValueLayout.JAVA_LONG, 1, 0);
    times.setAtIndex(ValueLayout.JAVA_LONG, 2, seconds);
    times.setAtIndex(ValueLayout.JAVA_LONG, 3, 0);
  }

  private static void set(MemorySegment text, byte[] bytes) throws IOException {
    if (bytes.length >= NAME_BYTES) throw new IOException("A name is over 4095 bytes.");
    MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
    text.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
  }

  private int check(String what, byte[] path, int result) throws PosixException {
    if (result < 0) throw new PosixException(what + " " + PathBytes.show(path), Posix.errno(state));
    return result;
  }

  private void check(String what, int result) throws PosixException {
    if (result < 0) throw new PosixException(what, Posix.errno(state));
  }

  private interface IntCall {
    int run() throws Throwable;
  }

  private interface LongCall {
    long run() throws Throwable;
  }

  private static int call(IntCall call) {
    try {
      return call.run();
    } catch (Throwable e) {
      throw new AssertionError("A system call could not be made.", e);
    }
  }

  private static long longCall(LongCall call) {
    try {
      return call.run();
    } catch (Throwable e) {
      throw new AssertionError("A system call could not be made.", e);
    }
  }
}
