package speeder.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// A request of the load and its answer.
///
/// @param fault what is wrong with it by itself; empty when nothing is
public record Visit(
    String tenant, String path, Instant sent, Instant received, Wiki.Answer answer, String fault) {
  private static final int DROPPED = 0;

  static Visit dropped(
      String tenant, String path, Instant sent, Instant received, IOException why) {
    var nothing = new Wiki.Answer(DROPPED, "", "", "", "", 0, List.of(), "");
    return new Visit(tenant, path, sent, received, nothing, why.toString());
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
            List.of(),
            "");
    return new Visit(tenant, path, sent, received, head, fault);
  }

  @Override
  public String toString() {
    return "%s %s%s by %s at %s: %s"
        .formatted(sent, tenant, path, answer.release(), answer.stage(), fault);
  }
}
