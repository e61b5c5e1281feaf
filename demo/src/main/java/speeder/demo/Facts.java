package speeder.demo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import speeder.api.BadJson;
import speeder.api.Event;
import speeder.api.Json;

/// Bodies of the facts that the demo reads, as far as it reads them.
public final class Facts {
  static final String HEADS_MOVED = "source.heads-moved";
  static final String ASKED = "snapshot.asked";
  static final String FROZEN = "snapshot.frozen";
  static final String OPENED = "candidate.opened";
  static final String BUILT = "candidate.built";
  static final String ANSWERED = "candidate.answered";
  static final String SEALED = "release.sealed";
  static final String BEGAN = "rollout.began";
  static final String STEPPED = "rollout.stepped";
  static final String POINTED = "route.pointed";
  static final String IN_FORCE = "route.in-force";
  static final String VERDICT = "supervision.verdict-reached";

  private Facts() {}

  public record OfCandidate(long candidate) {}

  public record Sealed(String release, String lane, long candidate, String snapshot) {}

  /// @param motion which way it goes, and why: `FORWARD`, `BACK_BY_PERSON`, ...
  public record Began(String lane, String motion, String release, Plan plan, String reason) {
    boolean isBack() {
      return motion.startsWith("BACK_");
    }

    List<String> stages() {
      return plan.stages().stream().map(Stage::name).toList();
    }
  }

  public record Plan(List<Stage> stages) {}

  public record Stage(String name) {}

  public record Stepped(long rollout, String step, String to, long stage, String why) {
    private static final Set<String> ENDS =
        Set.of("DONE", "WITHDRAWN", "GONE_BACK", "PRE_EMPTED", "STOPPED");

    boolean isEnd() {
      return ENDS.contains(to);
    }
  }

  /// @param places `lane/target/stage`
  public record Pointed(long rollout, SortedMap<String, List<Weighted>> places) {
    Set<String> releases(String place) {
      return places.getOrDefault(place, List.of()).stream()
          .filter(it -> it.weight() > 0)
          .map(Weighted::release)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  public record Weighted(String release, long weight) {}

  public record InForce(long table) {}

  public record Verdict(
      long rollout, String stage, String answer, List<String> reasons, boolean due) {}

  static <T extends Record> T read(Event event, Class<T> type) {
    try {
      return Json.read(event.body().json(), type);
    } catch (BadJson other) {
      throw new IllegalStateException(event.toString(), other);
    }
  }

  static <T extends Record> Optional<T> read(Event event, String kind, Class<T> type) {
    return event.kind().equals(kind) ? Optional.of(read(event, type)) : Optional.empty();
  }
}
