package speeder.engine.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.engine.port.Chain;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// An entry as a line of JSON: all its parts, and the hash that the next one carries.
///
/// @param body as text; `base64` where it is none
/// @param hash of the entry's stored bytes, [Entry#stored]
public record Line(
    long offset,
    long term,
    Instant time,
    String lane,
    String principal,
    String token,
    String onBehalfOf,
    String cause,
    String kind,
    int version,
    Optional<String> body,
    Optional<String> base64,
    Digest previous,
    Digest hash) {

  public static Line of(Entry entry) {
    var text = text(entry.body());
    return new Line(
        entry.offset(),
        entry.term(),
        entry.time(),
        entry.lane(),
        entry.actor().principal(),
        entry.actor().token(),
        entry.actor().onBehalfOf(),
        entry.cause(),
        entry.kind(),
        entry.version(),
        text,
        text.isPresent()
            ? Optional.empty()
            : Optional.of(Base64.getEncoder().encodeToString(entry.body())),
        entry.previous(),
        entry.digest());
  }

  /// @throws PortFailure failed `journal-damaged` where its hash is not that of its parts
  public Entry entry() throws PortFailure {
    var entry =
        new Entry(
            offset,
            term,
            time,
            lane,
            new Actor(principal, token, onBehalfOf),
            cause,
            kind,
            version,
            bytes(),
            previous);
    if (entry.digest().equals(hash)) return entry;
    throw Chain.damaged(offset, "is not what was written");
  }

  public byte[] json() {
    return Json.bytes(this);
  }

  private byte[] bytes() {
    return body.map(it -> it.getBytes(StandardCharsets.UTF_8))
        .orElseGet(() -> Base64.getDecoder().decode(base64.orElse("")));
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }
}
