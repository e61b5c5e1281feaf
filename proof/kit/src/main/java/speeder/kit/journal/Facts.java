package speeder.kit.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import speeder.core.value.Actor;
import speeder.engine.port.Draft;

/// Facts to fill journals with.
public final class Facts {
  public static final Instant MORNING = Instant.parse("2026-03-02T08:00:00.123456789Z");

  private Facts() {}

  public static Draft fact(String cause, String body) {
    return new Draft(
        MORNING,
        "pretrain",
        Actor.operator("t-1"),
        cause,
        "note.written",
        1,
        body.getBytes(StandardCharsets.UTF_8));
  }

  /// As many facts of one cause.
  public static List<Draft> facts(String cause, int count) {
    var facts = new ArrayList<Draft>();
    for (int i = 1; i <= count; i++) facts.add(fact(cause, cause + " " + i));
    return facts;
  }
}
