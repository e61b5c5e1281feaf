package speeder.oci;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import speeder.core.value.Digest;

/// A finished layer.
///
/// @param diffId digest of its tar
/// @param digest of the tar compressed: the blob
/// @param size of the blob in bytes
/// @param mediaType says how it is compressed
record LayerRecord(Digest diffId, Digest digest, long size, String mediaType) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"diffId\":\"(sha256:[0-9a-f]{64})\",\"digest\":\"(sha256:[0-9a-f]{64})\""
              + ",\"mediaType\":\"([^\"]+)\",\"size\":(\\d{1,18})}\\n");

  byte[] toBytes() {
    return "{\"diffId\":\"%s\",\"digest\":\"%s\",\"mediaType\":\"%s\",\"size\":%d}\n"
        .formatted(diffId, digest, mediaType, size)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Nothing where the bytes are not such a record: it is then made again.
  static Optional<LayerRecord> parse(byte[] bytes) {
    var found = FORM.matcher(new String(bytes, StandardCharsets.UTF_8));
    if (!found.matches()) return Optional.empty();
    return Optional.of(
        new LayerRecord(
            new Digest(found.group(1)),
            new Digest(found.group(2)),
            Long.parseLong(found.group(4)),
            found.group(3)));
  }
}
