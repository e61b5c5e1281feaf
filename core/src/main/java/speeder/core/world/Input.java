package speeder.core.world;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import speeder.core.lock.Sight;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.HoldFile;
import speeder.core.source.ObjectId;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Actor;
import speeder.core.value.EffectKey;
import speeder.core.value.Refusal;
import speeder.core.value.Slot;

/// What the core is asked to decide about.
public sealed interface Input {
  /// A wish.
  ///
  /// @param id chosen by its caller: a repeated one gets its first reply
  record Command(String id, Actor actor, Ask ask) implements Input {}

  /// What came of a deed.
  record Outcome(EffectKey key, Result result, List<Document> documents) implements Input {
    public Outcome {
      documents = List.copyOf(documents);
    }
  }

  /// What a watch saw.
  sealed interface Observation extends Input {}

  /// Where branches point now.
  record HeadsSeen(SortedMap<String, ObjectId> heads) implements Observation {}

  /// What the hold file says; nothing where there is none.
  record HoldFileSeen(Optional<HoldFile> file) implements Observation {}

  /// What a calendar of freezes says now, or why it cannot be read.
  ///
  /// @param calendar file or address
  record CalendarSeen(String calendar, Optional<Calendar> said, Optional<Refusal> trouble)
      implements Observation {
    public static CalendarSeen saying(String calendar, Calendar said) {
      return new CalendarSeen(calendar, Optional.of(said), Optional.empty());
    }

    public static CalendarSeen unread(String calendar, Refusal why) {
      return new CalendarSeen(calendar, Optional.empty(), Optional.of(why));
    }
  }

  /// The slots that run and answer.
  record SlotsSeen(SortedSet<Slot> running) implements Observation {}

  /// Nobody answers for the edge.
  record EdgeSilent() implements Observation {}

  /// The answer about a rollout's stage changed, or a look was due.
  ///
  /// @param watch whose look it was: what was seen of an earlier exposure says nothing of this one
  record Judged(
      EffectKey watch,
      long rollout,
      int stage,
      Answer answer,
      List<String> reasons,
      Document counts)
      implements Observation {
    public Judged {
      reasons = List.copyOf(reasons);
    }
  }

  /// Locks whose holder, or whoever waits for it, was silent for longer than its lease: for ever
  /// so, by the store's clock.
  record LeasesLapsed(SortedSet<Long> locks) implements Observation {}

  /// What a lane that others deploy does now.
  record OutsideSeen(String lane, Sight sight) implements Observation {}

  /// Time went by.
  record WakeUp() implements Input {}
}
