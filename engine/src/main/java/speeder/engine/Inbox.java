package speeder.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import speeder.core.world.AccessAsk;
import speeder.core.world.ApprovalAsk;
import speeder.core.world.Ask;
import speeder.core.world.AutonomyAsk;
import speeder.core.world.Input;
import speeder.core.world.Input.Command;
import speeder.core.world.Input.Observation;
import speeder.core.world.Input.Outcome;
import speeder.core.world.LockAsk;
import speeder.core.world.MarkAsk;
import speeder.core.world.ScheduleAsk;

/// What waits to be decided. Outcomes, holds and going back go first; observations of one kind and
/// subject are merged to the newest; only commands are refused when it is full, and the last
/// hundredth is for stops and going back.
final class Inbox {
  static final int COMMANDS_MAX = 1_000;
  private static final int KEPT_FOR_STOPS = COMMANDS_MAX / 100;

  /// Inputs of one turn.
  private static final int TURN_MAX = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Input> first = new ArrayDeque<>();
  private final Map<String, Observation> seen = new LinkedHashMap<>();
  private final Deque<Command> commands = new ArrayDeque<>();
  private boolean rung;

  /// Whether there was room for it.
  boolean offer(Command command) {
    lock.lock();
    try {
      boolean stop = isStop(command.ask());
      int room = stop ? COMMANDS_MAX : COMMANDS_MAX - KEPT_FOR_STOPS;
      if (commands.size() >= room) return false;
      if (stop) first.add(command);
      else commands.add(command);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void put(Outcome outcome) {
    lock.lock();
    try {
      first.add(outcome);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  void put(Observation observation) {
    lock.lock();
    try {
      seen.merge(subject(observation), observation, Inbox::newer);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Puts back what could not be decided now, in its order, before what came meanwhile.
  void putBack(List<Input> inputs) {
    lock.lock();
    try {
      for (var input : inputs.reversed()) {
        switch (input) {
          case Outcome outcome -> first.addFirst(outcome);
          case Observation observation -> seen.putIfAbsent(subject(observation), observation);
          case Command command -> commands.addFirst(command);
          case Input.WakeUp _ -> {}
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Makes [#take] return.
  void ring() {
    lock.lock();
    try {
      rung = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /// What to decide in the next turn; nothing when the time is over or the bell rang.
  List<Input> take(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long nanos = longest.toNanos();
      while (isEmpty() && !rung && nanos > 0) nanos = arrived.awaitNanos(nanos);
      rung = false;
      return drained();
    } finally {
      lock.unlock();
    }
  }

  private boolean isEmpty() {
    return first.isEmpty() && seen.isEmpty() && commands.isEmpty();
  }

  private List<Input> drained() {
    var taken = new ArrayList<Input>();
    while (!first.isEmpty() && taken.size() < TURN_MAX) taken.add(first.remove());
    taken.addAll(seen.values());
    seen.clear();
    while (!commands.isEmpty() && taken.size() < TURN_MAX) taken.add(commands.remove());
    return taken;
  }

  private static boolean isStop(Ask ask) {
    return switch (ask) {
      case ScheduleAsk.Hold _, ScheduleAsk.EndThaw _, Ask.Rollback _, Ask.Withdraw _ -> true;
      case Ask.Adopt _,
          Ask.Deploy _,
          Ask.Configure _,
          ScheduleAsk.Lift _,
          ScheduleAsk.Cadence _,
          ScheduleAsk.Thaw _,
          Ask.Waive _,
          Ask.FileEvidence _,
          Ask.TakeOut _,
          Ask.TakeIn _,
          AccessAsk _,
          AutonomyAsk _,
          ApprovalAsk _ ->
          false;
      case LockAsk _ -> false;
      case MarkAsk.CallBad _, MarkAsk.Keep _ -> true;
      case MarkAsk _ -> false;
    };
  }

  private static String subject(Observation observation) {
    return switch (observation) {
      case Input.HeadsSeen _ -> "heads";
      case Input.SlotsSeen _ -> "slots";
      case Input.LeasesLapsed _ -> "leases";
      case Input.OutsideSeen seen -> "outside/" + seen.lane();
      case Input.HoldFileSeen _ -> "hold-file";
      case Input.CalendarSeen seen -> "calendar/" + seen.calendar();
      case Input.EdgeSilent _ -> "edge";
      case Input.Judged judged -> "judged/" + judged.rollout() + "/" + judged.stage();
    };
  }

  /// Heads of two sightings add up; of anything else the newer one counts.
  private static Observation newer(Observation before, Observation after) {
    if (before instanceof Input.HeadsSeen(var old) && after instanceof Input.HeadsSeen(var young)) {
      var all = new TreeMap<>(old);
      all.putAll(young);
      return new Input.HeadsSeen(all);
    }
    return after;
  }
}
