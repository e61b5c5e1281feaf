package speeder.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import speeder.engine.port.PortFailure;

/// Says what SQLite's result codes mean for a person. Source: https://www.sqlite.org/rescode.html
final class SqliteFailures {
  private static final int PRIMARY = 0xff;

  private SqliteFailures() {}

  /// What went wrong before anything was committed.
  static PortFailure before(Path file, SQLException e) {
    if (isNoSpace(e)) return noSpace(file);
    int primary = code(e) & PRIMARY;
    if (primary == SQLiteErrorCode.SQLITE_BUSY.code) {
      return PortFailure.failed(
          "store-busy", "Another process kept %s locked.".formatted(file), "End it, or try again.");
    }
    if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return PortFailure.failed(
          "store-damaged",
          "%s is damaged, or no SQLite file.".formatted(file),
          "Restore it from a copy; look at the disk.");
    }
    return PortFailure.failed(
        "store-failed",
        "%s could not be used (%s).".formatted(file, name(e)),
        "Look at the disk and at the rights on the folder.");
  }

  /// What went wrong while committing: unless the disk was full, nobody knows whether it holds.
  static PortFailure committing(Path file, SQLException e) {
    if (isNoSpace(e)) return noSpace(file);
    return PortFailure.unknown(
        "store-broke-off",
        "%s broke off while a transaction was made durable (%s).".formatted(file, name(e)),
        "Look at the last offset; look at the disk.");
  }

  private static PortFailure noSpace(Path file) {
    return PortFailure.failed(
        "no-space",
        "The disk that holds %s is full; nothing was written.".formatted(file),
        "Free space on it; no restart is needed.");
  }

  private static boolean isNoSpace(SQLException e) {
    int code = code(e);
    return code == SQLiteErrorCode.SQLITE_FULL.code
        || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code;
  }

  /// The extended code; the driver's vendor code keeps only the primary one.
  private static int code(SQLException e) {
    return e instanceof SQLiteException own ? own.getResultCode().code : e.getErrorCode();
  }

  private static String name(SQLException e) {
    return e instanceof SQLiteException own
        ? own.getResultCode().name()
        : String.valueOf(e.getMessage());
  }
}
