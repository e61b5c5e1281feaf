package speeder.server.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Whether whoever calls knows a hook's secret: by a signature of the body as GitHub and Gitea make
/// it, by the secret itself as GitLab sends it, or as a bearer, for whatever passes on Gerrit's
/// stream of events. Takes the same time for every wrong one.
final class HookProof {
  private static final String SIGNATURE = "X-Hub-Signature-256";
  private static final String SHA256 = "sha256=";
  private static final String GITLAB = "X-Gitlab-Token";
  private static final String BEARER = "Bearer ";
  private static final String HMAC = "HmacSHA256";

  private HookProof() {}

  static boolean holds(Function<String, Optional<String>> header, byte[] body, byte[] secret) {
    var signature = header.apply(SIGNATURE);
    if (signature.isPresent()) return isSame(signature.get(), SHA256 + signed(body, secret));
    var told =
        header
            .apply(GITLAB)
            .or(() ->
                header
                    .apply("Authorization")
                    .filter(it -> it.startsWith(BEARER))
                    .map(it -> it.substring(BEARER.length())));
    return told.filter(it -> MessageDigest.isEqual(bytes(it), secret)).isPresent();
  }

  private static boolean isSame(String given, String wanted) {
    return MessageDigest.isEqual(bytes(given), bytes(wanted));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String signed(byte[] body, byte[] secret) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("every Java has " + HMAC, never);
    }
  }
}
