package speeder.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.time.Duration;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.engine.port.PortFailure;

/// What can go wrong here, in words.
final class Failures {
  private Failures() {}

  static PortFailure files(Path where, IOException why) {
    if (why instanceof ClosedByInterruptException || why instanceof FileLockInterruptionException) {
      return stopped();
    }
    return PortFailure.failed(
        "local-files",
        "The files of containers below %s could not be used: %s".formatted(where, why),
        "See that the disk has space and that Speeder may write there.");
  }

  /// Whoever asked went away; what was begun may stand.
  static PortFailure stopped() {
    Thread.currentThread().interrupt();
    return PortFailure.unknown(
        "stopped", "It was stopped half-way.", "Look at what runs before acting again.");
  }

  static PortFailure notKilled(String id) {
    return PortFailure.failed(
        "not-killed",
        "The processes of %s were killed and are still there.".formatted(id),
        "See what the kernel holds them for: ps -eo pid,stat,wchan,args");
  }

  static PortFailure fenced(String slot, Token low, Token high) {
    return PortFailure.refused(
        "fenced",
        "Token %s is lower than %s, which already acted on %s.".formatted(low, high, slot),
        "Another server leads, or a newer order stands: let it act.");
  }

  static PortFailure noProgram(String name, String debian) {
    return PortFailure.failed(
        "no-" + name,
        "The program %s is not on the PATH.".formatted(name),
        "Install it (Debian: apt install %s), or deploy to Kubernetes.".formatted(debian));
  }

  static PortFailure notRoot() {
    return PortFailure.failed(
        "not-root",
        "Containers on this machine need root, and Speeder runs as another user.",
        "Run Speeder as root, or deploy to Kubernetes.");
  }

  static PortFailure notStarted(String what, int exitCode, Path log) {
    return PortFailure.refused(
        "start-failed",
        "%s was not started: its start ended with exit code %d. Its log is %s."
            .formatted(what, exitCode, log),
        "Read the log: the command may be missing from the image.");
  }

  static PortFailure startTooLong(String what, Duration limit, Path log) {
    return PortFailure.failed(
        "start-failed",
        "%s was not started within %d s. Its log is %s.".formatted(what, limit.toSeconds(), log),
        "See whether the machine is overloaded.");
  }

  static PortFailure ended(Slot slot, Path log) {
    return PortFailure.refused(
        "start-failed",
        "The container of %s ended before it was ready. Its log is %s.".formatted(slot, log),
        "Read the log for why it ended.");
  }

  static PortFailure notReady(Slot slot, int seconds, String last, Path log) {
    return PortFailure.refused(
        "not-ready",
        "%s was not ready after %d s: %s. Its log is %s.".formatted(slot, seconds, last, log),
        "Read the log, or raise `start` of the workload.");
  }

  static PortFailure badAnswer(Slot slot, String code, String what, Path log) {
    return PortFailure.refused(
        code,
        "%s: %s. Its log is %s.".formatted(slot, what, log),
        "Every answer must be below 400 and carry the header Speeder-Release with the value of"
            + " the variable SPEEDER_RELEASE.");
  }
}
