package speeder.core.world;

import java.time.Instant;
import speeder.core.access.Access;
import speeder.core.autonomy.Autonomies;
import speeder.core.autonomy.Controls;
import speeder.core.candidate.Candidates;
import speeder.core.farm.Adopted;
import speeder.core.lock.Locks;
import speeder.core.release.Releases;
import speeder.core.release.Stock;
import speeder.core.rollout.Rollouts;
import speeder.core.rollout.Slots;
import speeder.core.route.Exposure;
import speeder.core.schedule.Schedule;
import speeder.core.snapshot.Freezes;
import speeder.core.snapshot.Holdings;
import speeder.core.snapshot.Overlays;
import speeder.core.source.Heads;
import speeder.core.source.Marks;

/// A World about to be another in one part.
final class WorldCopy {
  long offset;
  long term;
  Instant at;
  Adopted farm;
  Access access;
  Autonomies autonomies;
  Controls controls;
  Proposals proposals;
  Heads heads;
  Marks marks;
  Freezes freezes;
  Holdings holdings;
  Overlays overlays;
  Candidates candidates;
  Releases releases;
  Stock stock;
  Exposure exposure;
  Schedule schedule;
  Locks locks;
  Rollouts rollouts;
  Slots slots;

  WorldCopy(World from) {
    this.offset = from.offset();
    this.term = from.term();
    this.at = from.at();
    this.farm = from.farm();
    this.access = from.access();
    this.autonomies = from.autonomies();
    this.controls = from.controls();
    this.proposals = from.proposals();
    this.heads = from.heads();
    this.marks = from.marks();
    this.freezes = from.freezes();
    this.holdings = from.holdings();
    this.overlays = from.overlays();
    this.candidates = from.candidates();
    this.releases = from.releases();
    this.stock = from.stock();
    this.exposure = from.exposure();
    this.schedule = from.schedule();
    this.locks = from.locks();
    this.rollouts = from.rollouts();
    this.slots = from.slots();
  }

  World world() {
    return new World(
        offset,
        term,
        at,
        farm,
        access,
        autonomies,
        controls,
        proposals,
        heads,
        marks,
        freezes,
        holdings,
        overlays,
        candidates,
        releases,
        stock,
        exposure,
        schedule,
        locks,
        rollouts,
        slots);
  }
}
