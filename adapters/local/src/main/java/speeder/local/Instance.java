package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import speeder.core.value.Digest;
import speeder.core.value.Slot;
import speeder.engine.port.PortFailure;

/// The names and folders of one instance: everything it makes outside its folder carries its
/// prefix, so that two instances on one machine never meet.
///
/// @param folder real path
/// @param prefix `s` and six hex digits of the folder's SHA-256: of cgroups and network interfaces
record Instance(Path folder, String prefix) {
  private static final int PREFIX_DIGITS = 6;
  private static final int LOCK_DIGITS = 2;
  private static final int NAME_MAX = 48;

  static Instance at(Path folder) throws PortFailure {
    try {
      var real = Files.createDirectories(folder).toRealPath();
      Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
      for (var name : new String[] {"slots", "tasks", "locks", "tokens", "logs", "runc"}) {
        Files.createDirectories(real.resolve(name));
      }
      var hash = Digest.of(real.toString()).hex();
      return new Instance(real, "s" + hash.substring(0, PREFIX_DIGITS));
    } catch (IOException e) {
      throw Failures.files(folder, e);
    }
  }

  /// What a slot's container is called: readable, and never another slot's.
  String id(Slot slot) {
    var name = (slot.place().stage() + "-" + slot.release()).toLowerCase(Locale.ROOT);
    var plain = name.replaceAll("[^a-z0-9-]", "_");
    var brief = plain.substring(0, Math.min(plain.length(), NAME_MAX));
    return brief + "-" + Digest.of(slot.toString()).brief();
  }

  Path slots() {
    return folder.resolve("slots");
  }

  Path tasks() {
    return folder.resolve("tasks");
  }

  Path runc() {
    return folder.resolve("runc");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Path tokens() {
    return folder.resolve("tokens");
  }

  Path lock(String name) {
    return folder.resolve("locks").resolve(name);
  }

  /// A slot's lock. There are few lock files, so some slots share one and wait for each other a
  /// little; removing lock files safely is harder.
  Path lock(Slot slot) {
    return lock("slot-" + Digest.of(slot.toString()).hex().substring(0, LOCK_DIGITS));
  }
}
