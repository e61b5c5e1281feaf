package speeder.oci;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The system calls that unpacking needs and java.nio lacks: names as raw bytes, folders by
/// descriptor so that no link is ever followed, device nodes, extended attributes.
///
/// Constants are Linux's, equal on x86-64 and aarch64 but for the three open flags noted.
@SuppressWarnings("restricted") // the module is granted native access by the launcher
final class Posix {
  static final int AT_FDCWD = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_CLOEXEC = 02000000;
  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
  static final int O_DIRECTORY = ARM ? 040000 : 0200000;
  static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;

  static final int S_IFIFO = 0010000;
  static final int S_IFCHR = 0020000;
  static final int S_IFBLK = 0060000;

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EEXIST = 17;
  static final int EISDIR = 21;
  static final int ENOTDIR = 20;
  static final int ENOSPC = 28;
  static final int ELOOP = 40;
  static final int EDQUOT = 122;

  /// A `struct timespec` pair, of access and of change.
  static final long TIMES_BYTES = 32;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  static final MethodHandle OPENAT =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("openat"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(3),
          Linker.Option.captureCallState("errno"));
  static final MethodHandle MKDIRAT = intCall("mkdirat", JAVA_INT, ADDRESS, JAVA_INT);
  static final MethodHandle MKNODAT = intCall("mknodat", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
  static final MethodHandle SYMLINKAT = intCall("symlinkat", ADDRESS, JAVA_INT, ADDRESS);
  static final MethodHandle LINKAT =
      intCall("linkat", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
  static final MethodHandle UNLINKAT = intCall("unlinkat", JAVA_INT, ADDRESS, JAVA_INT);
  static final MethodHandle CLOSE = intCall("close", JAVA_INT);
  static final MethodHandle FCHMOD = intCall("fchmod", JAVA_INT, JAVA_INT);
  static final MethodHandle FCHOWN = intCall("fchown", JAVA_INT, JAVA_INT, JAVA_INT);
  static final MethodHandle FCHOWNAT =
      intCall("fchownat", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
  static final MethodHandle FCHMODAT = intCall("fchmodat", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  static final MethodHandle FUTIMENS = intCall("futimens", JAVA_INT, ADDRESS);
  static final MethodHandle UTIMENSAT = intCall("utimensat", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  static final MethodHandle FSETXATTR =
      intCall("fsetxattr", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT);
  static final MethodHandle GETEUID = intCall("geteuid");
  static final MethodHandle WRITE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("write"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  private Posix() {}

  static long stateBytes() {
    return STATE.byteSize();
  }

  static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /// What the kernel means, for the few errors that people meet.
  static String message(int errno) {
    return switch (errno) {
      case EPERM -> "Operation not permitted";
      case EEXIST -> "File exists";
      case ENOTDIR -> "Not a directory";
      case ENOSPC -> Disk.NO_SPACE;
      case ELOOP -> "Is a symbolic link";
      case EDQUOT -> Disk.NO_QUOTA;
      default -> "error " + errno;
    };
  }

  private static MethodHandle intCall(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.captureCallState("errno"));
  }
}
