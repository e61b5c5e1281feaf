package speeder.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import speeder.api.ServerFile;
import speeder.core.access.AccessToken;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

/// The server's own secret, which makes whoever holds it the operator: 256 bits in base64url, made
/// at the first start, kept in a file that only its owner can read. Never printed.
public final class Token {
  private static final String FILE = ServerFile.TOKEN;

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] secret;

  private Token(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /// The token in a folder; makes one where there is none.
  ///
  /// @param random cryptographically strong
  /// @throws PortFailure refused `token-open` where others can read it, `token-damaged` where it is
  ///   none; failed `token-unreadable`
  public static Token in(Path folder, RandomGenerator random) throws PortFailure {
    var file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) make(file, random);
      if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) throw open(file);
      var text = Files.readString(file).strip();
      if (!FORM.matcher(text).matches()) throw damaged(file);
      return new Token(text);
    } catch (IOException failure) {
      throw PortFailure.failed(
          "token-unreadable",
          "The token %s could not be read or made: %s".formatted(file, failure.getMessage()),
          "Give the server a data folder of its own that it may write to.");
    }
  }

  private static void make(Path file, RandomGenerator random) throws IOException {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
    var attribute = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    var draft = Files.createTempFile(file.getParent(), FILE, ".tmp", attribute);
    try (var out = java.nio.channels.FileChannel.open(draft, StandardOpenOption.WRITE)) {
      out.write(StandardCharsets.UTF_8.encode(text));
      out.force(true);
    }
    Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  /// Whether it is this one. Takes the same time for every wrong one.
  boolean is(String given) {
    return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret);
  }

  /// Whether it has the form of a token, issued or not.
  static boolean isSecret(String given) {
    return FORM.matcher(given).matches();
  }

  /// Names it without telling it.
  String id() {
    return AccessToken.id(Digest.of(secret));
  }

  private static PortFailure open(Path file) {
    return PortFailure.refused(
        "token-open",
        "Others than its owner can read %s.".formatted(file),
        "Delete it, so that a new one is made, or: chmod 600 " + file);
  }

  private static PortFailure damaged(Path file) {
    return PortFailure.refused(
        "token-damaged",
        "%s does not hold a token.".formatted(file),
        "Delete it, so that a new one is made.");
  }
}
