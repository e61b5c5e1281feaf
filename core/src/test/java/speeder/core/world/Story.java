package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import speeder.core.access.AccessToken;
import speeder.core.candidate.Candidate;
import speeder.core.candidate.CandidateState;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.farm.Policies;
import speeder.core.image.BuiltImage;
import speeder.core.rollout.Phase;
import speeder.core.rollout.SlotState.Status;
import speeder.core.snapshot.Holding;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.value.EffectKey;
import speeder.core.value.Kind;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.world.Effect.Deed;

/// Tells a story to the core: what people ask, what deeds end in, what watches see. After each word
/// the World is checked against a replay of all facts so far, and a decision against its promises.
final class Story extends WhatStands {
  static final Refusal BROKEN = new Refusal("broken", "It broke.", "Mend it.");
  static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final Actor CONDUCTOR = Actor.operator("t-1");

  Instant now = MORNING;
  private String head = "none";
  private String configuration = "";
  private int commands;
  private int started;

  /// A farm of one lane, `pretrain`, with stages debug, canary and main on one target, `here`.
  static Story farm() {
    return farm(Farms.pretrain("here"));
  }

  static Story farm(Lane... lanes) {
    var story = new Story();
    story.takeOver();
    story.adopt(lanes);
    return story;
  }

  Story adopt(Lane... lanes) {
    return adopt(Policies.NONE, lanes);
  }

  Story adopt(Policies policies, Lane... lanes) {
    return obeyed(adoption(policies, lanes));
  }

  static Ask.Adopt adoption(Policies policies, Lane... lanes) {
    var text = "manifest of " + List.of(lanes) + policies;
    return new Ask.Adopt(Document.of("manifest", bytes(text)), "farm", List.of(lanes), policies);
  }

  Story adoptRuled(LockRules rules, Lane... lanes) {
    return adopt(new Policies(List.of(), List.of(), rules), lanes);
  }

  // What happens.

  Story takeOver() {
    written(new Fact.TookOver("server"));
    return tell(new Input.WakeUp());
  }

  Story commit(String name) {
    head = name;
    var heads = new TreeMap<String, ObjectId>();
    heads.put("core", new ObjectId(Digest.of(name).hex()));
    return tell(new Input.HeadsSeen(heads));
  }

  Story after(Duration time) {
    now = now.plus(time);
    return tell(new Input.WakeUp());
  }

  Story freezes() {
    return ends("freeze", frozen());
  }

  Story freezes(String lane) {
    return ends(owedAt("freeze", lane).key(), frozen());
  }

  private Result frozen() {
    return snapshot(head);
  }

  /// What reading the heads now comes to, to be told later.
  Result readNow() {
    return frozen();
  }

  /// The heads with the newest configuration.
  private Result snapshot(String code) {
    var name = configuration.isEmpty() ? code : code + " with " + configuration;
    var commits = new TreeMap<String, ObjectId>();
    if (!configuration.isEmpty()) commits.put("config", commitOf(configuration));
    var snapshot = Digest.of("snapshot of " + name);
    var document = Digest.of("document of " + name);
    return new Result.SnapshotFrozen(snapshot, document, List.of(), 0, commits);
  }

  static ObjectId commitOf(String name) {
    return new ObjectId(Digest.of(name).hex());
  }

  /// A commit of configuration.
  Story configures(String name) {
    configuration = name;
    var heads = new TreeMap<String, ObjectId>();
    heads.put("config", commitOf(name));
    return tell(new Input.HeadsSeen(heads));
  }

  /// The newest configuration is laid over some code.
  Story laidOver(String code) {
    return ends("lay", snapshot(code));
  }

  /// What is on its way of a lane's configuration is built and let through.
  Story configurationSealed() {
    var candidate =
        world.candidates().byId().values().stream()
            .filter(it -> it.opened().origin().kind() == Kind.CONFIGURATION)
            .filter(it -> !it.state().isEnd())
            .findFirst()
            .orElseThrow();
    var image = Digest.of("image of " + candidate.opened().snapshot());
    var built = new BuiltImage("web", image, List.of(), 1, 10, 100);
    var plan = Digest.of("plan");
    ends(owedAt("build", candidate.place()).key(), new Result.ImagesBuilt(List.of(built), plan));
    var answer = new Result.GateAnswered(true, "covered", false, Digest.of("answer"));
    return ends(owedAt("gate", candidate.place()).key(), answer);
  }

  /// A look through all snapshots that are to be looked through: those of these releases hold a
  /// commit.
  Story lookedThrough(SourceCommit bad, ReleaseId... holders) {
    var look = (Effect.LookThrough) owed("look-through");
    var holding = new TreeSet<Digest>();
    for (var it : holders) {
      holding.add(world.releases().find(it).orElseThrow().sealed().snapshotDocument());
    }
    var found = new TreeMap<Digest, Holding>();
    for (var document : look.documents()) {
      boolean holds = holding.contains(document);
      found.put(
          document,
          holds ? new Holding(new TreeSet<>(List.of(bad)), new TreeSet<>()) : Holding.NOTHING);
    }
    return ends(look.key(), new Result.LookedThrough(look.marks().weighed(), found));
  }

  /// The look through all snapshots is over: of the commits to be kept only these documents' have
  /// them.
  Story foundKept(SourceCommit kept, Predicate<ReleaseId> holders) {
    var look = (Effect.LookThrough) owed("look-through");
    var found = new TreeMap<Digest, Holding>();
    for (var document : look.documents()) {
      boolean holds =
          world.releases().of("pretrain").stream()
              .filter(it -> it.sealed().snapshotDocument().equals(document))
              .anyMatch(it -> holders.test(it.release()));
      var has = holds ? new TreeSet<>(List.of(kept)) : new TreeSet<SourceCommit>();
      found.put(document, new Holding(new TreeSet<>(), has));
    }
    return ends(look.key(), new Result.LookedThrough(look.marks().weighed(), found));
  }

  /// What is kept is laid over some code, built, and stands in for it.
  ReleaseId standIn(String code) {
    var lay = (Effect.Lay) owed("lay");
    ends(lay.key(), snapshot(code + " with what is kept"));
    var candidate = world.candidates().byId().lastEntry().getValue();
    ends(owedAt("build", candidate.place()).key(), built(candidate));
    return world.releases().of("pretrain").getLast().release();
  }

  Story builds() {
    return ends("build", built(candidate()));
  }

  Story builds(String lane) {
    var candidate = world.candidates().newest(lane).orElseThrow();
    return ends(owedAt("build", candidate.place()).key(), built(candidate));
  }

  private static Result built(Candidate candidate) {
    var image = Digest.of("image of " + candidate.opened().snapshot());
    var built = new BuiltImage("web", image, List.of(), 1, 10, 100);
    return new Result.ImagesBuilt(List.of(built), Digest.of("plan"));
  }

  Story gate(boolean open) {
    return ends("gate", answered(open));
  }

  Story gates(String lane) {
    var candidate = world.candidates().newest(lane).orElseThrow();
    return ends(owedAt("gate", candidate.place()).key(), answered(true));
  }

  private static Result answered(boolean open) {
    return new Result.GateAnswered(open, "covered", false, Digest.of("answer"));
  }

  /// Slots that are to start are ready.
  Story ready() {
    while (owes("prepare")) ends("prepare", new Result.SlotReady("10.0.0.1:" + ++started));
    return this;
  }

  /// The edge uses the newest table.
  Story routed() {
    return ends("publish", new Result.TableInForce(world.exposure().wanted()));
  }

  Story retired() {
    while (owes("retire")) ends("retire", new Result.SlotGone());
    return this;
  }

  Story packedAway() {
    while (owes("pack-away")) ends("pack-away", new Result.FoldersGone(1_000));
    return this;
  }

  /// A first look at what is judged, before its time is over.
  Story seen(Answer answer) {
    var watch = watch();
    return seen(watch, answer);
  }

  /// What is watched of the newest rollout.
  private Effect.WatchRelease watch() {
    return owedOf("watch-release")
        .map(Effect.WatchRelease.class::cast)
        .filter(it -> it.rollout() == rollout().id())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is watched of " + rollout()));
  }

  Story seen(Effect.WatchRelease watch, Answer answer) {
    var counts = Document.of("counts", bytes("counts"));
    return tell(
        new Input.Judged(
            watch.key(), watch.rollout(), watch.stage(), answer, List.of("seen"), counts));
  }

  /// A look at the end of the stage's bake, or of the window.
  Story judged(Answer answer) {
    var watch = watch();
    if (now.isBefore(watch.due())) now = watch.due();
    return seen(watch, answer);
  }

  /// What runs now: all that should, but for some.
  Story died(Slot... gone) {
    var running = new TreeSet<>(world.slots().in(Status.READY));
    running.removeAll(List.of(gone));
    return tell(new Input.SlotsSeen(running));
  }

  /// The first deed of a kind that is owed ends so.
  Story ends(String kind, Result result) {
    return ends(owed(kind).key(), result);
  }

  Story ends(EffectKey key, Result result) {
    return tell(new Input.Outcome(key, result, List.of()));
  }

  // Longer ways.

  /// A commit, frozen, built and let through: sealed.
  Story sealed(String name) {
    return commit(name).freezes().builds().gate(true);
  }

  /// One stage: its table in force, and judged well.
  Story passed() {
    return routed().judged(Answer.PASS);
  }

  /// A commit served by main, its window running.
  Story served(String name) {
    return sealed(name).ready().passed().passed().passed().retired();
  }

  /// A commit served by main, its window passed.
  Story anchored(String name) {
    return served(name).judged(Answer.PASS);
  }

  /// Going back has arrived.
  Story judgedBack() {
    return judged(Answer.PASS).settled();
  }

  /// Whatever slots and edge owe is done, until nothing more is owed.
  Story settled() {
    while (owes("prepare") || owes("publish") || owes("retire") || owes("pack-away")) {
      ready().retired().packedAway();
      if (owes("publish")) routed();
    }
    return this;
  }

  // What is asked.

  Reply ask(Ask ask) {
    return ask("command-" + ++commands, ask);
  }

  Reply ask(String id, Ask ask) {
    return ask(id, CONDUCTOR, ask);
  }

  private Reply ask(String id, Actor actor, Ask ask) {
    var decision = decided(new Input.Command(id, actor, ask));
    return decision.reply().orElseThrow();
  }

  /// The operator lets someone in.
  Story lets(String principal, String... groups) {
    return obeyed(token(principal, groups));
  }

  static AccessAsk.IssueToken token(String principal, String... groups) {
    return new AccessAsk.IssueToken(
        Digest.of(principal), principal, new TreeSet<>(List.of(groups)), Optional.empty());
  }

  /// Someone who was let in asks.
  Reply askedBy(String principal, Ask ask) {
    return askedBy(actor(principal), ask);
  }

  Reply askedBy(Actor actor, Ask ask) {
    return ask("command-" + ++commands, actor, ask);
  }

  static Actor actor(String principal) {
    return Actor.person(principal, AccessToken.id(Digest.of(principal)));
  }

  /// Someone asks for what more than one must want, and others agree.
  Story agreed(String principal, Ask ask, String... others) {
    long proposal = proposed(principal, ask);
    for (var other : others) obeyed(other, new ApprovalAsk.Approve(proposal));
    return this;
  }

  /// Someone asks for what more than one must want.
  long proposed(String principal, Ask ask) {
    return assertInstanceOf(Reply.Pending.class, askedBy(principal, ask)).proposal();
  }

  Story obeyed(String principal, Ask ask) {
    assertInstanceOf(Reply.Accepted.class, askedBy(principal, ask), () -> ask.toString());
    return this;
  }

  /// @return the refusal, to look at its words
  Refusal refused(String code, String principal, Ask ask) {
    var reply = assertInstanceOf(Reply.Refused.class, askedBy(principal, ask));
    assertEquals(code, reply.why().code());
    return reply.why();
  }

  Story obeyed(Ask ask) {
    assertInstanceOf(Reply.Accepted.class, ask(ask), () -> ask.toString());
    return this;
  }

  Story refused(String code, Ask ask) {
    refusal(code, ask);
    return this;
  }

  /// @return the refusal, to look at its words
  Refusal refusal(String code, Ask ask) {
    var reply = assertInstanceOf(Reply.Refused.class, ask(ask), () -> ask.toString());
    assertEquals(code, reply.why().code());
    return reply.why();
  }

  Story hold() {
    return obeyed(ScheduleAsk.Hold.lane("pretrain", "a look"));
  }

  Story lift() {
    return obeyed(ScheduleAsk.Lift.lane("pretrain"));
  }

  Story rollback() {
    return obeyed(new Ask.Rollback("pretrain", Optional.empty(), "a look"));
  }

  Story is(Phase phase) {
    assertEquals(phase, rollout().phase(), () -> "of " + rollout());
    return this;
  }

  Story is(CandidateState state) {
    assertEquals(state, candidate().state());
    return this;
  }

  Story tell(Input input) {
    decided(input);
    return this;
  }

  private Decision decided(Input input) {
    var decision = Control.decide(world, input, now);
    decision.facts().forEach(this::written);
    assertEquals(world, decision.world(), "what decide shows is what apply gives");
    var again = Control.decide(world, new Input.WakeUp(), now);
    assertEquals(List.of(), again.facts(), () -> "not at rest after " + input);
    assertWeights();
    return decision;
  }

  private void written(Fact fact) {
    var before = world;
    world = world.apply(fact, world.offset() + 1, now);
    facts.add(fact);
    Visited.note(before, fact, world);
  }

  private void assertWeights() {
    world
        .exposure()
        .places()
        .forEach((place, weights) -> {
          int sum = weights.stream().mapToInt(it -> it.weight()).sum();
          assertTrue(sum == 0 || sum == 100, () -> place + " gets " + weights);
        });
    for (var effect : Owed.of(world).values()) {
      if (effect instanceof Deed deed) assertEquals(effect, Owed.of(world).get(deed.key()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
