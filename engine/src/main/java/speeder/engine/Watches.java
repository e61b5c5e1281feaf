package speeder.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import speeder.core.value.EffectKey;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Watch;
import speeder.core.world.Effect.WatchCalendar;
import speeder.core.world.Effect.WatchEdge;
import speeder.core.world.Effect.WatchHoldFile;
import speeder.core.world.Effect.WatchLeases;
import speeder.core.world.Effect.WatchOutside;
import speeder.core.world.Effect.WatchRelease;
import speeder.core.world.Effect.WatchSlots;
import speeder.core.world.Effect.WatchSources;
import speeder.core.world.Input.Observation;
import speeder.engine.deed.Looker;
import speeder.engine.port.PortFailure;

/// The watches that stand: a virtual thread each, which looks, reports and waits. Belongs to the
/// shell.
final class Watches {
  /// Between two looks at a release.
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /// Between two looks at what runs.
  private static final Duration SLOTS_EVERY = Duration.ofSeconds(1);

  /// Between two looks at leases: no holder is missed for longer.
  private static final Duration LEASES_EVERY = Duration.ofMillis(500);

  /// Between two looks at lock files, which cost nothing.
  private static final Duration LOCK_FILES_EVERY = Duration.ofSeconds(1);

  /// Between two looks by a command or a probe.
  private static final Duration OUTSIDE_EVERY = Duration.ofSeconds(5);

  /// Between two looks at the hold file.
  private static final Duration HOLD_FILE_EVERY = Duration.ofMillis(250);

  /// Between two looks at a calendar that is a file.
  private static final Duration CALENDAR_FILE_EVERY = Duration.ofSeconds(2);

  /// Between two looks at one that an address answers with.
  private static final Duration CALENDAR_EVERY = Duration.ofSeconds(30);

  /// Between two looks at whether the edge answers.
  private static final Duration EDGE_EVERY = Duration.ofSeconds(1);

  /// Before one that could not begin is begun again.
  private static final Duration BEGIN_AGAIN = Duration.ofSeconds(5);

  /// A full pass over all sources catches notices that were lost.
  private static final Duration ALL_SOURCES_EVERY = Duration.ofSeconds(60);

  private final Looker looker;
  private final SourceNotices sources;
  private final InstantSource clock;
  private final Consumer<Observation> seen;
  private final Function<EffectKey, Optional<Effect>> owed;
  private final Shell.Notices notices;
  private final Map<EffectKey, Thread> standing = new HashMap<>();

  Watches(
      Looker looker,
      SourceNotices sources,
      InstantSource clock,
      Consumer<Observation> seen,
      Function<EffectKey, Optional<Effect>> owed,
      Shell.Notices notices) {
    this.looker = looker;
    this.sources = sources;
    this.clock = clock;
    this.seen = seen;
    this.owed = owed;
    this.notices = notices;
  }

  void balance(Map<EffectKey, Watch> wanted) {
    for (var key : Set.copyOf(standing.keySet())) {
      if (!wanted.containsKey(key)) end(key);
    }
    wanted.forEach((key, watch) -> standing.computeIfAbsent(key, _ -> begin(watch)));
  }

  void close() {
    for (var key : Set.copyOf(standing.keySet())) end(key);
  }

  private void end(EffectKey key) {
    var thread = standing.remove(key);
    if (thread != null) thread.interrupt();
    try {
      looker.forget(key, clock.instant());
    } catch (PortFailure failure) {
      notices.progress(key, failure.why().toString());
    }
  }

  private Thread begin(Watch watch) {
    return Thread.ofVirtual().name(watch.key().toString()).start(() -> stand(watch));
  }

  /// One that cannot begin is begun again: a watch that is owed and does not stand sees nothing.
  private void stand(Watch watch) {
    try {
      while (!stood(watch)) Thread.sleep(BEGIN_AGAIN);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stood(Watch watch) throws InterruptedException {
    try {
      switch (watch) {
        case WatchSources all -> standBySources(all);
        case WatchSlots slots -> standBy(slots.key(), SLOTS_EVERY);
        case WatchLeases leases -> standBy(leases.key(), LEASES_EVERY);
        case WatchOutside outside -> standBy(outside.key(), every(outside));
        case WatchHoldFile file -> standBy(file.key(), HOLD_FILE_EVERY);
        case WatchCalendar calendar -> standBy(calendar.key(), every(calendar));
        case WatchEdge edge -> standBy(edge.key(), EDGE_EVERY);
        case WatchRelease release -> standBy(release.key(), LOOK_EVERY);
      }
      return true;
    } catch (PortFailure | RuntimeException failure) {
      notices.fault("A watch could not begin: " + watch.key(), failure);
      return false;
    }
  }

  private static Duration every(WatchCalendar watch) {
    return watch.calendar().startsWith("/") ? CALENDAR_FILE_EVERY : CALENDAR_EVERY;
  }

  private static Duration every(WatchOutside watch) {
    boolean files = watch.how().command().isEmpty() && watch.how().probe().isEmpty();
    return files ? LOCK_FILES_EVERY : OUTSIDE_EVERY;
  }

  /// Looks at what is owed now under its key: what is expected may have changed since it began.
  private void standBy(EffectKey key, Duration every) throws InterruptedException {
    while (!Thread.interrupted()) {
      owed.apply(key)
          .map(Watch.class::cast)
          .ifPresent(watch -> report(() -> looker.look(watch, clock.instant()), key));
      Thread.sleep(every);
    }
  }

  private void standBySources(WatchSources watch) throws InterruptedException, PortFailure {
    var stirred = new LinkedBlockingQueue<String>();
    try (var _ = sources.watch(looker.sources(watch), stirred::add)) {
      report(() -> looker.heads(watch, Optional.empty(), clock.instant()), watch.key());
      while (!Thread.interrupted()) {
        var named = stirred.poll(ALL_SOURCES_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        report(() -> looker.heads(watch, drained(named, stirred), clock.instant()), watch.key());
      }
    }
  }

  private static Optional<Set<String>> drained(
      @Nullable String first, LinkedBlockingQueue<String> rest) {
    if (first == null) return Optional.empty();
    var all = new TreeSet<String>();
    all.add(first);
    rest.drainTo(all);
    return Optional.of(all);
  }

  private interface Look {
    Optional<Observation> take() throws PortFailure;
  }

  private void report(Look look, EffectKey key) {
    try {
      look.take().ifPresent(seen);
    } catch (PortFailure failure) {
      notices.progress(key, failure.why().toString());
    } catch (RuntimeException fault) {
      notices.fault("A look broke off: " + key, fault);
    }
  }
}
