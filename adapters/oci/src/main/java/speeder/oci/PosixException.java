package speeder.oci;

import java.io.IOException;

/// A system call that failed.
final class PosixException extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  PosixException(String what, int errno) {
    super(what + ": " + Posix.message(errno));
    this.errno = errno;
  }

  int errno() {
    return errno;
  }
}
