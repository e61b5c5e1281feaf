package speeder.sim;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import speeder.core.farm.Farm;
import speeder.core.image.BuiltImage;
import speeder.core.release.ReleaseFact;
import speeder.core.snapshot.Holding;
import speeder.core.snapshot.Origin;
import speeder.core.source.ObjectId;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;
import speeder.core.world.Control;
import speeder.core.world.Document;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Effect.WatchRelease;
import speeder.core.world.Fact;
import speeder.core.world.Input;
import speeder.core.world.Owed;
import speeder.core.world.Result;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;

/// A farm where everything goes well and takes no time: for long journals and full Worlds, sooner
/// than a simulation with all its promises would have them.
public final class FairWeather {
  private static final Document COUNTS =
      Document.of("counts", "counts".getBytes(StandardCharsets.UTF_8));
  private static final Actor CONDUCTOR = Actor.operator("t-1");

  private final Turn turn;
  private World world;
  private Instant now = Agenda.MORNING;
  private int commits;

  /// What an input makes of a World: an engine's turn, or a decision alone.
  public interface Turn {
    World take(World world, Input input, Instant now) throws PortFailure;
  }

  private FairWeather(World world, Turn turn) {
    this.world = world;
    this.turn = turn;
  }

  /// A farm of so many lanes that all follow one source.
  public static FairWeather farm(World world, int lanes, Turn turn) throws PortFailure {
    var farm = new FairWeather(world, turn);
    var names = IntStream.range(0, lanes).mapToObj("lane-%02d"::formatted).toList();
    farm.take(new Input.Command("adopt", CONDUCTOR, Manifests.lanes(names)));
    Broken.unless(farm.world.farm().manifest().isPresent(), "the farm was not adopted");
    return farm;
  }

  /// The same farm later, in the hands of another.
  public static FairWeather later(World world, Turn turn) {
    var farm = new FairWeather(world, turn);
    farm.now = world.at();
    farm.commits = (int) world.offset();
    return farm;
  }

  /// A farm's description with so many tenants.
  public static Farm wide(int tenants) {
    return Manifests.wide(tenants);
  }

  /// A World in which every lane remembers so many releases, and watches the newest at main.
  public static World full(int lanes, int releases) throws PortFailure {
    var farm = farm(World.EMPTY, lanes, FairWeather::decided);
    for (var lane : farm.world.farm().lanes()) {
      int unpacked = lane.keep().unpacked();
      for (int each = 1; each < releases; each++) {
        farm.remember(lane.name(), each, each <= releases - unpacked);
      }
    }
    farm.commit();
    return farm.world;
  }

  private static World decided(World world, Input input, Instant now) {
    return Control.decide(world, input, now).world();
  }

  public World world() {
    return world;
  }

  /// So many more sources stand at a commit each.
  public void sources(int count) throws PortFailure {
    var heads = new TreeMap<String, ObjectId>();
    for (int each = 0; each < count; each++) {
      heads.put("ext/%05d".formatted(each), new ObjectId(digest("source " + each).hex()));
    }
    take(new Input.HeadsSeen(heads));
    settle();
  }

  /// A commit goes all the way to main of every lane.
  public void commit() throws PortFailure {
    var heads = new TreeMap<>(Map.of(Manifests.SOURCE, new ObjectId(digest("commit").hex())));
    commits++;
    take(new Input.HeadsSeen(heads));
    settle();
  }

  /// The windows of all that is watched end, in PASS.
  public void windowsEnd() throws PortFailure {
    for (var watch : watched()) {
      if (now.isBefore(watch.due())) now = watch.due();
      take(passed(watch));
    }
    settle();
  }

  private void settle() throws PortFailure {
    for (var inputs = due(); !inputs.isEmpty(); inputs = due()) {
      for (var input : inputs) take(input);
    }
  }

  /// Outcomes of all deeds that are owed, and looks at all stages whose time is over.
  private List<Input> due() {
    var inputs = new ArrayList<Input>();
    for (var effect : Owed.of(world).values()) {
      if (effect instanceof Deed deed) {
        inputs.add(new Input.Outcome(deed.key(), done(deed), List.of()));
      }
    }
    for (var watch : watched()) if (!now.isBefore(watch.due())) inputs.add(passed(watch));
    return inputs;
  }

  private List<WatchRelease> watched() {
    return Owed.of(world).values().stream()
        .filter(WatchRelease.class::isInstance)
        .map(WatchRelease.class::cast)
        .toList();
  }

  private static Input passed(WatchRelease watch) {
    var reasons = List.of("all expectations were met");
    return new Input.Judged(
        watch.key(), watch.rollout(), watch.stage(), Answer.PASS, reasons, COUNTS);
  }

  private Result done(Deed deed) {
    return switch (deed) {
      case Effect.Freeze _, Effect.Lay _ ->
          new Result.SnapshotFrozen(
              digest("snapshot"), digest("document"), List.of(), 0, new TreeMap<>());
      case Effect.Build _ -> new Result.ImagesBuilt(List.of(image()), digest("plan"));
      case Effect.AskGate _ -> new Result.GateAnswered(true, "covered", false, digest("answer"));
      case Effect.Push _ -> new Result.ImagesPushed(1 << 20);
      case Effect.PackAway _ -> new Result.FoldersGone(1 << 28);
      case Effect.Prepare _ -> new Result.SlotReady("10.0.0.1:" + world.offset());
      case Effect.Retire _ -> new Result.SlotGone();
      case Effect.LookAtSlot _ -> new Result.SlotLooked(Optional.empty());
      case Effect.LookThrough look -> nothingBad(look);
      case Effect.Publish publish -> new Result.TableInForce(publish.table());
      case Effect.LookAtEdge _ -> new Result.TableInForce(world.exposure().wanted());
    };
  }

  private static Result nothingBad(Effect.LookThrough look) {
    var found = new TreeMap<Digest, Holding>();
    for (var document : look.documents()) found.put(document, Holding.NOTHING);
    return new Result.LookedThrough(look.marks().weighed(), found);
  }

  private BuiltImage image() {
    var layers = List.of(digest("base"), digest("whole"), digest("delta"));
    return new BuiltImage("web", digest("image"), layers, 1, 1 << 20, 1 << 28);
  }

  private Digest digest(String what) {
    return Digest.of(what + " " + commits);
  }

  private void remember(String lane, int number, boolean away) {
    var id = ReleaseId.of(Digest.of(lane + " " + number));
    write(
        new ReleaseFact.Sealed(
            id,
            lane,
            number,
            digest("release"),
            digest("snapshot"),
            digest("document"),
            List.of(image()),
            digest("plan"),
            world.farm().manifest().orElseThrow(),
            "covered",
            Origin.HEADS,
            0,
            new TreeMap<>()));
    write(new ReleaseFact.Pushed(id, 1 << 20));
    if (away) write(new ReleaseFact.PackedAway(id, lane, 1 << 28));
  }

  private void write(ReleaseFact fact) {
    world = world.apply(new Fact.OfRelease(fact), world.offset() + 1, now);
  }

  private void take(Input input) throws PortFailure {
    world = turn.take(world, input, now);
  }
}
