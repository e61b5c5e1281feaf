package speeder.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import speeder.core.farm.External;
import speeder.core.farm.StageKind;
import speeder.core.image.BuiltImage;
import speeder.core.lock.Sight;
import speeder.core.rollout.SlotState;
import speeder.core.schedule.Calendars;
import speeder.core.schedule.HoldFile;
import speeder.core.snapshot.Overlay;
import speeder.core.source.Marks;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.EffectKey;
import speeder.core.value.Kind;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// What is owed to the outside. Never stored: worked out of the World after each durable step.
public sealed interface Effect {
  EffectKey key();

  /// Ends in an outcome.
  sealed interface Deed extends Effect {
    /// Whether it may be stopped half-way: a push may, a flip may not.
    boolean mayStop();

    /// Whether a lane goes forward by it: then it is not begun while a stop stands, not even one
    /// that is not a fact yet.
    default boolean isForward() {
      return false;
    }
  }

  /// Stands while it is owed, and brings observations.
  sealed interface Watch extends Effect {}

  /// @param last digest of the document of the lane's last snapshot
  /// @param laid the same of what was composed since, with newer configuration
  /// @param held sources that stay at the commit they have there
  /// @param marks what people said of sources and commits
  record Freeze(
      EffectKey key,
      String lane,
      Optional<Digest> last,
      Optional<Digest> laid,
      SortedSet<String> held,
      Digest manifest,
      Marks marks)
      implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  /// Composes a snapshot: lays other commits over that of a release.
  ///
  /// @param heads where branches were last seen, to say which source lacks what is needed
  record Lay(
      EffectKey key,
      String lane,
      Overlay overlay,
      Digest manifest,
      Marks marks,
      SortedMap<String, ObjectId> heads)
      implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  /// Looks which marked commits snapshots hold.
  ///
  /// @param documents of snapshots
  record LookThrough(EffectKey key, String lane, SortedSet<Digest> documents, Marks marks)
      implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  /// @param lastPlan the lane's newest layer plan, to grow from
  record Build(
      EffectKey key, String lane, Digest snapshot, Optional<Digest> lastPlan, Digest manifest)
      implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  /// @param kind whose path's gate is asked
  record AskGate(EffectKey key, String lane, Kind kind, Digest snapshot, Digest manifest)
      implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  record Push(EffectKey key, ReleaseId release, List<BuiltImage> images, Digest manifest)
      implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  /// Takes a release's unpacked folders away from this machine, but for those that images to keep
  /// share with it.
  record PackAway(EffectKey key, ReleaseId release, List<BuiltImage> images, SortedSet<Digest> keep)
      implements Deed {
    @Override
    public boolean mayStop() {
      return false;
    }
  }

  record Prepare(EffectKey key, Slot slot, SlotState wanted, boolean isForward) implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  record Retire(EffectKey key, Slot slot, SlotState state) implements Deed {
    @Override
    public boolean mayStop() {
      return false;
    }
  }

  record LookAtSlot(EffectKey key, Slot slot) implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  /// Tells the edge the newest table of all lanes.
  record Publish(EffectKey key, long table, boolean isForward, Digest manifest) implements Deed {
    @Override
    public boolean mayStop() {
      return false;
    }
  }

  record LookAtEdge(EffectKey key, Digest manifest) implements Deed {
    @Override
    public boolean mayStop() {
      return true;
    }
  }

  /// Brings [Input.HoldFileSeen] while the hold file says another thing than is known.
  record WatchHoldFile(EffectKey key, Optional<HoldFile> known) implements Watch {}

  /// Brings [Input.HeadsSeen] when a branch moved.
  record WatchSources(EffectKey key, Digest manifest) implements Watch {}

  /// Brings [Input.SlotsSeen] when one that should run does not.
  record WatchSlots(EffectKey key, SortedSet<Slot> expected) implements Watch {}

  /// Brings [Input.LeasesLapsed].
  ///
  /// @param leases of those who hold a lock or wait for one
  record WatchLeases(EffectKey key, SortedMap<Long, Duration> leases) implements Watch {}

  /// Brings [Input.OutsideSeen] when it is not what is known.
  record WatchOutside(EffectKey key, String lane, External how, Optional<Sight> known)
      implements Watch {}

  /// Brings [Input.CalendarSeen] when a calendar does not say what is known.
  record WatchCalendar(EffectKey key, String calendar, Calendars known) implements Watch {}

  /// Brings [Input.EdgeSilent] when nobody answers for the edge.
  record WatchEdge(EffectKey key) implements Watch {}

  /// Brings [Input.Judged] about a rollout's stage.
  ///
  /// @param addresses where its slots answer
  /// @param expectations files of requests and what must come, absolute paths
  /// @param due when a look counts as the stage's last
  record WatchRelease(
      EffectKey key,
      long rollout,
      int stage,
      String stageName,
      StageKind kind,
      String lane,
      ReleaseId release,
      List<String> addresses,
      List<String> expectations,
      Instant due,
      Digest manifest)
      implements Watch {}
}
