package speeder.oci;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import speeder.engine.port.PortFailure;

/// Where images are kept: `oci:DIR`, `oci:DIR:TAG`, `HOST[:PORT]/NAME` or `HOST[:PORT]/NAME:TAG`.
sealed interface Location {
  record Layout(Path folder, Optional<String> tag) implements Location {}

  /// @param host with port, as it is written
  record Repository(String host, String name, Optional<String> tag) implements Location {
    private static final Pattern LOOPBACK =
        Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /// Whether it is this machine, the only place that is spoken to without encryption.
    boolean isLoopback() {
      return LOOPBACK.matcher(host.replaceFirst(":\\d+$", "")).matches();
    }
  }

  Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  Pattern REPOSITORY =
      Pattern.compile(
          "([A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9a-f:]+](?::\\d+)?)"
              + "/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?");

  /// @throws PortFailure refused `location-unfit`
  static Location parse(String text) throws PortFailure {
    return text.startsWith("oci:") ? layout(text.substring("oci:".length())) : repository(text);
  }

  private static Location layout(String rest) throws PortFailure {
    int colon = rest.lastIndexOf(':');
    boolean tagged = colon > 0 && TAG.matcher(rest.substring(colon + 1)).matches();
    var folder = tagged ? rest.substring(0, colon) : rest;
    if (folder.isEmpty()) throw unfit("oci:" + rest);
    try {
      return new Layout(
          Path.of(folder), tagged ? Optional.of(rest.substring(colon + 1)) : Optional.empty());
    } catch (InvalidPathException e) {
      throw unfit("oci:" + rest);
    }
  }

  private static Location repository(String text) throws PortFailure {
    var found = REPOSITORY.matcher(text);
    if (!found.matches()) throw unfit(text);
    return new Repository(found.group(1), found.group(2), Optional.ofNullable(found.group(3)));
  }

  private static PortFailure unfit(String text) {
    return PortFailure.refused(
        "location-unfit",
        "`" + text + "` names no place for images.",
        "Write oci:DIR, oci:DIR:TAG, HOST/NAME or HOST/NAME:TAG.");
  }
}
