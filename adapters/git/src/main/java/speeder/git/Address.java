package speeder.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import speeder.core.value.Digest;

/// Where a repository is read.
///
/// @param url as the manifest says it; may hold credentials, so it is never printed
record Address(String url) {
  private static final Pattern USER = Pattern.compile("(?<=://)[^/\\s]*@");
  private static final String FILE = "file:";

  /// The address without credentials, for people.
  String shown() {
    return redact(url);
  }

  /// Takes credentials out of any text that holds addresses.
  static String redact(String text) {
    return USER.matcher(text).replaceAll("");
  }

  /// The folder of a repository on this machine.
  Optional<Path> folder() {
    if (url.startsWith("/")) return Optional.of(Path.of(url));
    if (!url.startsWith(FILE)) return Optional.empty();
    try {
      return Optional.ofNullable(new URI(url).getPath()).map(Path::of);
    } catch (URISyntaxException spaces) {
      return Optional.of(Path.of(url.substring(FILE.length()).replaceFirst("^//", "")));
    }
  }

  /// The name of its mirror's folder: some of the address for people, a digest of it for certain.
  String mirrorName() {
    var tail = shown().replaceFirst("(\\.git)?/*$", "").replaceFirst(".*/", "");
    var readable = tail.replaceAll("[^A-Za-z0-9_.-]", "-");
    return readable + "-" + Digest.of(shown()).brief() + ".git";
  }
}
