package speeder.store.postgres;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import speeder.engine.port.PortFailure;

/// Says what PostgreSQL's codes mean for a person. Messages of the server are not repeated: they
/// may hold what was written. Source:
/// https://www.postgresql.org/docs/current/errcodes-appendix.html
final class PostgresFailures {
  private static final String DISK_FULL = "53100";

  /// Classes of codes after which nobody knows whether a commit holds: connection lost, ended by an
  /// operator or a crash, failure of the system.
  private static final Set<String> OPEN_ENDED = Set.of("", "08", "57", "58", "XX");

  private PostgresFailures() {}

  /// What went wrong before anything was committed.
  static PortFailure before(String place, SQLException e) {
    var code = code(e);
    return switch (code) {
      case DISK_FULL -> noSpace(place);
      case "55P03" ->
          failed(
              "store-busy",
              "Another server kept the journal in %s locked.".formatted(place),
              "Try again; look which server writes to it.");
      case "28000", "28P01" ->
          refused(
              "store-login",
              "%s does not let this user in.".formatted(place),
              "Correct user and password.");
      case "3D000", "3F000" ->
          refused(
              "store-absent",
              "%s is not there, or its schema is not.".formatted(place),
              "Create the database, or correct its address.");
      case "42501" ->
          refused(
              "store-rights",
              "The user may not do all that is needed in %s.".formatted(place),
              "Make the user owner of the database.");
      case "25006" ->
          failed(
              "store-read-only",
              "%s takes no writes: it stands by for another.".formatted(place),
              "Name the primary, or wait until this one is.");
      default -> isAway(code) ? away(place, code) : other(place, code);
    };
  }

  /// What went wrong while committing: unless the server said no, nobody knows whether it holds.
  static PortFailure committing(String place, SQLException e) {
    var code = code(e);
    if (!OPEN_ENDED.contains(classOf(code))) return before(place, e);
    return PortFailure.unknown(
        "store-broke-off",
        "%s broke off while a transaction was made durable (%s).".formatted(place, shown(code)),
        "Look at the last offset; look at the database.");
  }

  private static boolean isAway(String code) {
    var kind = classOf(code);
    return kind.isEmpty() || kind.equals("08") || kind.equals("57") || code.equals("25P03");
  }

  private static PortFailure away(String place, String code) {
    return failed(
        "store-unreachable",
        "%s does not answer (%s).".formatted(place, shown(code)),
        "Look whether it runs and the network leads there; no restart is needed.");
  }

  private static PortFailure other(String place, String code) {
    return failed(
        "store-failed",
        "%s could not be used (%s).".formatted(place, shown(code)),
        "Look that code up in PostgreSQL's manual, and into the database's log.");
  }

  private static PortFailure noSpace(String place) {
    return failed(
        "no-space",
        "The disk of %s is full; nothing was written.".formatted(place),
        "Free space on it; no restart is needed.");
  }

  private static PortFailure failed(String code, String sentence, String remedy) {
    return PortFailure.failed(code, sentence, remedy);
  }

  private static PortFailure refused(String code, String sentence, String remedy) {
    return PortFailure.refused(code, sentence, remedy);
  }

  /// The code nearest to the cause: a pool wraps what the driver said.
  private static String code(SQLException e) {
    var code = Optional.ofNullable(e.getSQLState()).orElse("");
    return code.isEmpty() && e.getCause() instanceof SQLException cause ? code(cause) : code;
  }

  private static String classOf(String code) {
    return code.length() < 2 ? "" : code.substring(0, 2);
  }

  private static String shown(String code) {
    return code.isEmpty() ? "no connection" : code;
  }
}
