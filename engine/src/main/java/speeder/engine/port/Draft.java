package speeder.engine.port;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import speeder.core.value.Actor;

/// A fact that is to be written: an [Entry] but for its place in the chain.
public record Draft(
    Instant time, String lane, Actor actor, String cause, String kind, int version, byte[] body) {

  /// The fact by which a server becomes the leader. Its body is the server's name in UTF-8, its
  /// cause `take-over`.
  public static Draft takeOver(String server, Instant now) {
    return new Draft(
        now,
        "",
        Actor.SPEEDER,
        "take-over",
        Entry.TOOK_OVER,
        1,
        server.getBytes(StandardCharsets.UTF_8));
  }

  public Draft at(Instant other) {
    return new Draft(other, lane, actor, cause, kind, version, body);
  }
}
