package speeder.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.core.value.Actor;
import speeder.core.world.ApprovalFact;
import speeder.core.world.Control;
import speeder.core.world.Decision;
import speeder.core.world.Document;
import speeder.core.world.Fact;
import speeder.core.world.Input;
import speeder.core.world.Input.Command;
import speeder.core.world.Reply;
import speeder.core.world.World;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// The loop's one step: decide inputs on a provisional World, make documents and facts durable,
/// publish.
///
/// Belongs to one thread. Nothing is started or replied before its facts are durable.
public final class Engine {
  private static final int REPLAY_BATCH = 10_000;

  private final Journal journal;
  private final Decider decider;
  private final long term;
  private volatile World world;

  /// Whether the journal may hold entries that the World does not: an append broke off.
  private boolean behind;

  /// What decides; [Control#decide], unless a proof breaks it on purpose.
  public interface Decider {
    Decision decide(World world, Input input, Instant now);
  }

  /// What a turn led to: the World with it, what was written, and a reply per command id.
  public record Turn(World world, List<Entry> entries, Map<String, Reply> replies) {}

  private Engine(Journal journal, Decider decider, long term, World world) {
    this.journal = journal;
    this.decider = decider;
    this.term = term;
    this.world = world;
  }

  /// Takes over the journal and replays it.
  ///
  /// @throws PortFailure refused `unknown-fact` before anything is written, where a newer Speeder
  ///   wrote the journal
  public static Engine start(Journal journal, String server, Instant now) throws PortFailure {
    return start(journal, server, now, World.EMPTY);
  }

  /// The same from a World that the journal led to.
  public static Engine start(Journal journal, String server, Instant now, World from)
      throws PortFailure {
    return start(journal, server, now, from, Control::decide);
  }

  /// The same with another decider.
  public static Engine start(
      Journal journal, String server, Instant now, World from, Decider decider) throws PortFailure {
    var before = replay(journal, from);
    long term = journal.takeOver(server, now);
    return new Engine(journal, decider, term, replay(journal, before));
  }

  /// The World that a journal adds up to, from one that is known.
  public static World replay(Journal journal, World from) throws PortFailure {
    var world = from;
    while (true) {
      var entries = journal.read(world.offset() + 1, REPLAY_BATCH);
      if (entries.isEmpty()) return world;
      for (var entry : entries) world = apply(world, entry);
    }
  }

  private static World apply(World world, Entry entry) throws PortFailure {
    return world.apply(FactCodec.decode(entry), entry.offset(), entry.time());
  }

  /// The latest World; readers on any thread never wait.
  public World world() {
    return world;
  }

  public long term() {
    return term;
  }

  /// Decides inputs in order and makes all they lead to durable, or changes nothing.
  ///
  /// @throws PortFailure as [Journal#append] does. After unknown, the next turn first reads what
  ///   the journal holds: the same inputs may be given again, and what was written is not written
  ///   twice
  public Turn turn(List<Input> inputs, Instant now) throws PortFailure {
    if (behind) catchUp();
    var draft = new Drafting(world, now);
    for (var input : inputs) decide(draft, input);
    var entries = draft.drafts.isEmpty() ? List.<Entry>of() : append(draft);
    world = draft.world;
    return new Turn(world, entries, draft.replies);
  }

  private List<Entry> append(Drafting draft) throws PortFailure {
    behind = true;
    var entries = journal.append(term, world.offset(), draft.documents(), draft.drafts);
    behind = false;
    return entries;
  }

  private void catchUp() throws PortFailure {
    world = replay(journal, world);
    behind = false;
  }

  private void decide(Drafting draft, Input input) throws PortFailure {
    if (input instanceof Command command) {
      var before = firstReply(draft, command.id());
      if (before.isPresent()) {
        draft.replies.put(command.id(), before.get());
        return;
      }
    }
    draft.add(input, decider.decide(draft.world, input, draft.now));
  }

  /// A repeated command gets its first reply, also after a crash.
  private Optional<Reply> firstReply(Drafting draft, String command) throws PortFailure {
    if (draft.replies.containsKey(command)) return Optional.of(draft.replies.get(command));
    var span = journal.findCause(command);
    if (span.isEmpty()) return Optional.empty();
    var first = journal.read(span.get().first(), 1).getFirst();
    return Optional.of(
        switch (FactCodec.decode(first)) {
          case Fact.Declined declined -> new Reply.Refused(declined.why());
          case Fact.OfApproval(ApprovalFact.Proposed _) -> new Reply.Pending(first.offset());
          default -> new Reply.Accepted(first.offset());
        });
  }

  /// What a turn is about to write.
  private static final class Drafting {
    private final Instant now;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private final Map<String, Reply> replies = new LinkedHashMap<>();
    private World world;

    Drafting(World world, Instant now) {
      this.world = world;
      this.now = now.isBefore(world.at()) ? world.at() : now;
    }

    void add(Input input, Decision decision) {
      for (var fact : decision.facts()) {
        world = world.apply(fact, world.offset() + 1, now);
        drafts.add(draft(input, fact));
      }
      documents.addAll(decision.documents());
      if (input instanceof Command command) {
        decision.reply().ifPresent(reply -> replies.put(command.id(), reply));
      }
    }

    private Draft draft(Input input, Fact fact) {
      var form = FactCodec.encode(fact);
      var lane = Lanes.of(fact, world).orElse("");
      return new Draft(
          now, lane, actor(input), cause(input), form.kind(), form.version(), form.body());
    }

    List<speeder.engine.port.Document> documents() {
      return documents.stream()
          .map(it -> new speeder.engine.port.Document(it.digest(), it.kind(), it.bytes()))
          .toList();
    }

    private static Actor actor(Input input) {
      return input instanceof Command command ? command.actor() : Actor.SPEEDER;
    }

    private static String cause(Input input) {
      return switch (input) {
        case Command command -> command.id();
        case Input.Outcome outcome -> outcome.key().toString();
        case Input.HeadsSeen _ -> "watch-sources";
        case Input.SlotsSeen _ -> "watch-slots";
        case Input.LeasesLapsed _ -> "watch-leases";
        case Input.OutsideSeen seen -> "watch-outside/" + seen.lane();
        case Input.HoldFileSeen _ -> "watch-hold-file";
        case Input.CalendarSeen _ -> "watch-calendar";
        case Input.EdgeSilent _ -> "watch-edge";
        case Input.Judged judged -> "watch-release/" + judged.rollout();
        case Input.WakeUp _ -> "wake-up";
      };
    }
  }
}
