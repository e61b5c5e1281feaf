package speeder.engine.deed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.core.farm.Lane;
import speeder.core.supervision.Assessment;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Look;
import speeder.core.supervision.Probed;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.supervision.Watched;
import speeder.core.value.Digest;
import speeder.core.value.EffectKey;
import speeder.core.verdict.Counts;
import speeder.core.verdict.Policy;
import speeder.core.verdict.Verdict;
import speeder.core.world.Document;
import speeder.core.world.Effect.WatchRelease;
import speeder.core.world.Input;
import speeder.core.world.Input.Observation;
import speeder.engine.codec.Json;
import speeder.engine.port.Observations.Seen;
import speeder.engine.port.PortFailure;

/// Looks at a release, and judges all looks at it so far. What it remembers between two looks is a
/// convenience: who starts anew reads them back from the observations.
final class Assessing {
  /// Rows are kept that long: longer than any window.
  private static final Duration KEPT = Duration.ofDays(90);

  private final Ports ports;
  private final Farms farms;
  private final Map<EffectKey, Seeing> seen = new HashMap<>();

  Assessing(Ports ports, Farms farms) {
    this.ports = ports;
    this.farms = farms;
  }

  /// What is known between two looks at a release.
  ///
  /// @param since the first look, and `reported` the answer that was last told
  private record Seeing(Assessment assessment, Instant since, Optional<Answer> reported) {}

  Optional<Observation> look(WatchRelease watch, Instant now) throws PortFailure {
    var policy = policy(watch);
    var before = seeing(watch, policy, now);
    var look = taken(watch, now);
    keep(watch, look);
    var assessment = before.assessment().with(look, policy);
    var answer = Answer.of(assessment.verdict().orElseThrow());
    boolean news = !before.reported().equals(Optional.of(answer));
    remember(watch.key(), new Seeing(assessment, before.since(), Optional.of(answer)));
    boolean due = !now.isBefore(watch.due());
    return news || due
        ? Optional.of(judged(watch, assessment.verdict().get(), before.since(), now))
        : Optional.empty();
  }

  private Look taken(WatchRelease watch, Instant now) throws PortFailure {
    var before = counts(watch);
    var expectations = ports.expectations().read(watch.expectations());
    var probed = new ArrayList<Probed>();
    if (!expectations.isEmpty()) {
      for (var address : watch.addresses()) {
        probed.addAll(ports.signals().probe(address, watch.release().text(), expectations));
      }
    }
    return new Look(now, before, probed, counts(watch));
  }

  /// The edge's counters, if they can be read: what cannot be read is judged as not seen.
  private Optional<EdgeCounts> counts(WatchRelease watch) {
    try {
      return Optional.of(ports.signals().edge().of(watched(watch)));
    } catch (PortFailure unseen) {
      return Optional.empty();
    }
  }

  private static Watched watched(WatchRelease watch) {
    return new Watched(watch.lane(), watch.stageName(), watch.release().text());
  }

  private Seeing seeing(WatchRelease watch, Policy policy, Instant now) throws PortFailure {
    var known = remembered(watch.key());
    return known.isPresent() ? known.get() : readBack(watch, policy, now);
  }

  /// What a server before this one saw.
  private Seeing readBack(WatchRelease watch, Policy policy, Instant now) throws PortFailure {
    var since = now;
    var assessment = Assessment.of(watched(watch));
    for (var row : ports.observations().read(watch.key().toString(), Instant.EPOCH, now)) {
      if (row.time().isBefore(since)) since = row.time();
      var look = Json.read(row.json().getBytes(StandardCharsets.UTF_8), Look.class);
      assessment = assessment.with(look, policy);
    }
    return new Seeing(assessment, since, Optional.empty());
  }

  /// A look that cannot be kept still counts while this server remembers it.
  private void keep(WatchRelease watch, Look look) {
    var json = new String(Json.bytes(look), StandardCharsets.UTF_8);
    try {
      ports.observations().append(List.of(new Seen(watch.key().toString(), look.at(), json)));
    } catch (PortFailure lost) {
      // Losing rows is blindness of the next server, not an error of this look.
    }
  }

  private synchronized Optional<Seeing> remembered(EffectKey key) {
    return Optional.ofNullable(seen.get(key));
  }

  private synchronized void remember(EffectKey key, Seeing seeing) {
    seen.put(key, seeing);
  }

  /// Forgets a watch that is over, and rows that nobody needs any more.
  void forget(EffectKey key, Instant now) throws PortFailure {
    synchronized (this) {
      if (seen.remove(key) == null) return;
    }
    ports.observations().prune(now.minus(KEPT));
  }

  private Policy policy(WatchRelease watch) throws PortFailure {
    return farms
        .farm(watch.manifest())
        .lane(watch.lane())
        .map(Lane::watch)
        .map(Policy::of)
        .orElseThrow(() ->
            PortFailure.refused(
                "no-such-lane", "There is no lane " + watch.lane() + ".", "Name it."));
  }

  private Input.Judged judged(WatchRelease watch, Verdict verdict, Instant since, Instant now)
      throws PortFailure {
    var rows =
        ports.observations().digest(watch.key().toString(), since, now.plus(Duration.ofNanos(1)));
    var counted = new Counted(verdict.counts(), watch.key().toString(), since, now, rows);
    return new Input.Judged(
        watch.key(),
        watch.rollout(),
        watch.stage(),
        Answer.of(verdict),
        verdict.reasons(),
        Document.of("counts", Json.bytes(counted)));
  }

  /// A verdict's numbers, and which rows they add up to.
  ///
  /// @param watch whose rows, from `since` to `until`, both included; `rows` is their digest
  public record Counted(Counts counts, String watch, Instant since, Instant until, Digest rows) {}
}
