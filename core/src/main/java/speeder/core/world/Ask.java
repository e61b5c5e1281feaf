package speeder.core.world;

import java.util.List;
import java.util.Optional;
import speeder.core.farm.Lane;
import speeder.core.farm.Policies;
import speeder.core.release.ReleaseFact.Recalled;
import speeder.core.value.ReleaseId;

/// What people and their programs can ask for.
public sealed interface Ask
    permits AccessAsk,
        ApprovalAsk,
        Ask.Adopt,
        Ask.Deploy,
        Ask.Configure,
        Ask.Rollback,
        Ask.Withdraw,
        Ask.Waive,
        Ask.FileEvidence,
        Ask.TakeOut,
        Ask.TakeIn,
        AutonomyAsk,
        LockAsk,
        MarkAsk,
        ScheduleAsk {
  /// Put a manifest in force.
  record Adopt(Document manifest, String farm, List<Lane> lanes, Policies policies) implements Ask {
    public Adopt {
      lanes = List.copyOf(lanes);
    }
  }

  /// Serve the heads as they are now, or a release that was sealed before.
  record Deploy(String lane, Optional<ReleaseId> release) implements Ask {}

  /// Lay configuration as its branches have it over what the lane serves, on its own path.
  record Configure(String lane) implements Ask {}

  /// Go back: to the anchor, to what was served before, or to the release named.
  ///
  /// @param reason for people; may be empty
  /// @param override whether the release named is wanted in spite of what speaks against it
  /// @param older what the journal says of the release named, where the World may have forgotten it
  record Rollback(
      String lane,
      Optional<ReleaseId> to,
      String reason,
      boolean override,
      Optional<Recalled> older)
      implements Ask {
    public Rollback(String lane, Optional<ReleaseId> to, String reason, boolean override) {
      this(lane, to, reason, override, Optional.empty());
    }

    public Rollback(String lane, Optional<ReleaseId> to, String reason) {
      this(lane, to, reason, false);
    }

    public Rollback(String lane, Optional<ReleaseId> to) {
      this(lane, to, "");
    }
  }

  /// Give up the open rollout before main is exposed.
  record Withdraw(String lane) implements Ask {}

  /// Open the gate for the lane's newest candidate in spite of its answer.
  ///
  /// @param candidate that was meant; another one is not waived in its place
  record Waive(String lane, String reason, Optional<Long> candidate) implements Ask {
    public Waive(String lane, String reason) {
      this(lane, reason, Optional.empty());
    }
  }

  /// Ask the gate again: there is new evidence.
  record FileEvidence(String lane) implements Ask {}

  record TakeOut(String target, String reason) implements Ask {}

  record TakeIn(String target) implements Ask {}
}
