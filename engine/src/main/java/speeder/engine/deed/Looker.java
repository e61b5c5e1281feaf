package speeder.engine.deed;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.farm.Lane;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.supervision.Expectation;
import speeder.core.supervision.Sighting;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.supervision.Tally;
import speeder.core.supervision.Watched;
import speeder.core.value.EffectKey;
import speeder.core.value.Slot;
import speeder.core.verdict.Judge;
import speeder.core.verdict.Policy;
import speeder.core.verdict.Verdict;
import speeder.core.world.Document;
import speeder.core.world.Effect.Watch;
import speeder.core.world.Effect.WatchRelease;
import speeder.core.world.Effect.WatchSlots;
import speeder.core.world.Effect.WatchSources;
import speeder.core.world.Input;
import speeder.core.world.Input.Observation;
import speeder.engine.codec.Json;
import speeder.engine.port.PortFailure;

/// Takes one look for a watch, and says what it saw if that is news or was due. What it remembers
/// between looks is a convenience: a watch that starts anew sees anew.
///
/// Looks of different watches may run at once; looks of one watch follow one another.
public final class Looker {
  private final Ports ports;
  private final Farms farms;
  private final Map<EffectKey, Tally> tallies = new HashMap<>();
  private final Map<EffectKey, Answer> answers = new HashMap<>();

  public Looker(Ports ports) {
    this.ports = ports;
    this.farms = new Farms(ports.documents());
  }

  /// @param now the time of the look
  public Optional<Observation> look(Watch watch, Instant now) throws PortFailure {
    return switch (watch) {
      case WatchSources sources -> heads(sources, Optional.empty());
      case WatchSlots slots -> slots(slots);
      case WatchRelease release -> release(release, now);
    };
  }

  /// Looks only at the sources that are said to have moved; without a word, at all.
  public Optional<Observation> heads(WatchSources watch, Optional<Set<String>> stirred)
      throws PortFailure {
    var asked =
        farms.farm(watch.manifest()).sources().stream()
            .filter(source -> stirred.isEmpty() || stirred.get().contains(source.name()))
            .toList();
    var heads = new TreeMap<String, ObjectId>();
    for (var reading : ports.sources().read(asked)) {
      if (reading instanceof Reading.Found(var head)) heads.put(head.source(), head.commit());
    }
    return heads.isEmpty() ? Optional.empty() : Optional.of(new Input.HeadsSeen(heads));
  }

  /// The sources a watch is about.
  public List<Source> sources(WatchSources watch) throws PortFailure {
    return farms.farm(watch.manifest()).sources();
  }

  private Optional<Observation> slots(WatchSlots watch) throws PortFailure {
    var running = new TreeSet<Slot>();
    for (var found : ports.cluster().list()) {
      if (found.ready()) running.add(found.slot());
    }
    return running.containsAll(watch.expected())
        ? Optional.empty()
        : Optional.of(new Input.SlotsSeen(running));
  }

  private Optional<Observation> release(WatchRelease watch, Instant now) throws PortFailure {
    var tally = seen(tally(watch.key(), watch), now);
    for (var address : watch.addresses()) {
      var expectations = expectations(watch);
      if (expectations.isEmpty()) continue;
      tally = tally.with(ports.signals().probe(address, watch.release().text(), expectations));
    }
    tally = seen(tally, now);
    var verdict = Judge.judge(tally.counts(now), policy(watch));
    keep(watch.key(), verdict instanceof Verdict.Blind ? tally.rebased() : tally);
    return news(watch, verdict, now);
  }

  private synchronized Tally tally(EffectKey key, WatchRelease watch) {
    return tallies.computeIfAbsent(
        key, _ -> Tally.of(new Watched(watch.lane(), watch.stageName(), watch.release().text())));
  }

  private synchronized void keep(EffectKey key, Tally tally) {
    tallies.put(key, tally);
  }

  /// Forgets a watch that is over.
  public synchronized void forget(EffectKey key) {
    tallies.remove(key);
    answers.remove(key);
  }

  /// The edge's counters, if they can be read: what cannot be read is judged as not seen.
  private Tally seen(Tally tally, Instant now) {
    try {
      return tally.with(new Sighting(ports.signals().edge(), now));
    } catch (PortFailure unseen) {
      return tally;
    }
  }

  private List<Expectation> expectations(WatchRelease watch) throws PortFailure {
    var stage =
        farms
            .farm(watch.manifest())
            .lane(watch.lane())
            .flatMap(lane -> lane.stage(watch.stageName()));
    return stage.isEmpty() ? List.of() : ports.expectations().read(stage.get().expectations());
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

  private synchronized Optional<Observation> news(
      WatchRelease watch, Verdict verdict, Instant now) {
    var answer = answer(verdict);
    boolean due = !now.isBefore(watch.due());
    boolean changed = answers.put(watch.key(), answer) != answer;
    if (!due && !changed) return Optional.empty();
    var counts = Document.of("counts", Json.bytes(verdict.counts()));
    return Optional.of(
        new Input.Judged(
            watch.key(), watch.rollout(), watch.stage(), answer, reasons(verdict), counts));
  }

  private static Answer answer(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> Answer.PASS;
      case Verdict.Fail _ -> Answer.FAIL;
      case Verdict.Unknown _ -> Answer.UNKNOWN;
      case Verdict.Blind _ -> Answer.BLIND;
    };
  }

  private static List<String> reasons(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass pass ->
          List.of("%d requests, %d probes".formatted(pass.requests(), pass.probes()));
      case Verdict.Fail fail -> fail.reasons();
      case Verdict.Unknown unknown -> unknown.missing();
      case Verdict.Blind blind -> List.of(blind.why());
    };
  }
}
