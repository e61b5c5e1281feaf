package speeder.server.http;

import java.util.Arrays;
import java.util.TreeSet;
import speeder.core.value.Digest;
import speeder.core.world.AccessAsk;

/// Wishes about who may what.
final class AccessAsks {
  private AccessAsks() {}

  static AccessAsk issue(Wish wish) {
    var hash = wish.needed("hash");
    var groups = new TreeSet<String>();
    Arrays.stream(wish.more("groups").orElse("").split(",", -1))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .forEach(groups::add);
    return new AccessAsk.IssueToken(
        digest(hash), wish.needed("principal"), groups, wish.time("for"));
  }

  private static Digest digest(String text) {
    try {
      return new Digest(text);
    } catch (IllegalArgumentException another) {
      throw Refused.badInput(
          "Field with.hash is not the SHA-256 of a secret.",
          "Make a secret of 43 letters of base64url, keep it, and send sha256: and its 64 digits.");
    }
  }
}
