package speeder.demo;

import java.io.IOException;
import java.time.Instant;

/// A request of the load and its answer.
///
/// @param reader of the wiki, by number
/// @param fault what is wrong with it by itself; empty when nothing is
public record Visit(
    String tenant,
    int reader,
    String path,
    Instant sent,
    Instant received,
    Wiki.Answer answer,
    String fault) {
  private static final int DROPPED = 0;

  static Visit dropped(
      String tenant, int reader, String path, Instant sent, Instant received, IOException why) {
    var nothing = new Wiki.Answer(DROPPED, "", "", "", "", 0, "");
    return new Visit(tenant, reader, path, sent, received, nothing, why.toString());
  }

  boolean isDropped() {
    return answer.status() == DROPPED;
  }

  boolean isError() {
    return answer.status() >= 500;
  }

  /// The bodies of a whole story would fill the memory.
  Visit withoutBody() {
    var head =
        new Wiki.Answer(
            answer.status(),
            answer.release(),
            answer.belief(),
            answer.stage(),
            answer.etag(),
            answer.maxAge(),
            "");
    return new Visit(tenant, reader, path, sent, received, head, fault);
  }

  /// One reader of one wiki.
  String who() {
    return tenant + " " + reader;
  }

  @Override
  public String toString() {
    return "%s %s%s by %s at %s: %s"
        .formatted(sent, tenant, path, answer.release(), answer.stage(), fault);
  }
}
