package speeder.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One demo in one folder: what stood there ends, a new farm begins, the story is told.
public final class Demo implements AutoCloseable {
  private final Places places;
  private final Narrator narrator;
  private final World world;
  private final FileChannel channel;

  private Demo(Places places, Narrator narrator, FileChannel channel) {
    this.places = places;
    this.narrator = narrator;
    this.world = new World(places, narrator);
    this.channel = channel;
  }

  /// @throws DemoFailure where another demo is at work in the folder
  public static Demo in(Places places, Narrator narrator) throws DemoFailure {
    try {
      Files.createDirectories(places.lock().getParent());
      Files.createDirectories(places.cache());
      var channel =
          FileChannel.open(places.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) return new Demo(places, narrator, channel);
      channel.close();
    } catch (IOException e) {
      throw places.failed(e);
    }
    throw DemoFailure.couldNot(
        "demo-runs",
        "A demo is at work in %s.".formatted(places.data()),
        "Wait for it, or name" + " another folder: --data DIR.");
  }

  /// Ends all that a demo left running, however it ended, and removes what it kept.
  public void stop(boolean logs) throws DemoFailure {
    if (!Files.isDirectory(places.data()) || !places.isOwn()) return;
    var failures = new ArrayList<DemoFailure>();
    for (Ending step :
        List.<Ending>of(() -> ServerProcess.end(places), world::end, () -> places.clear(logs))) {
      try {
        step.end();
      } catch (DemoFailure failure) {
        failures.add(failure);
      }
    }
    if (failures.isEmpty()) return;
    var first = failures.getFirst();
    failures.stream().skip(1).forEach(first::addSuppressed);
    throw first;
  }

  /// One step of the end: what it cannot do must not keep the others from being done.
  private interface Ending {
    void end() throws DemoFailure;
  }

  public Report run() throws DemoFailure {
    try (var farm = begin()) {
      return tell(farm);
    }
  }

  /// A farm whose story is not told yet; what an earlier one left is ended before.
  public Farm begin() throws DemoFailure {
    if (places.isOwn()) {
      narrator.timed(
          "what an earlier demo left is ended",
          () -> {
            stop(true);
            return true;
          });
    }
    world.prepare();
    var server = narrator.timed("server", () -> ServerProcess.start(places));
    return new Farm(world, server);
  }

  private Report tell(Farm farm) throws DemoFailure {
    var story = new Story(farm, narrator);
    var first = story.first();
    Story.Deployed second;
    Report.Rollback previous;
    Report.Rollback back;
    List<Visit> visits;
    try (var load = new Load(farm.wiki())) {
      narrator.note("from here on %d requests a second to the test wiki".formatted(Load.RATE));
      load.begin(Story.TENANT);
      var train = story.train();
      narrator.note("from here on as many to the English one, which had no release before");
      load.begin("en");
      story.proven(first);
      story.proven(train);
      second = story.good();
      story.debug();
      story.startUp();
      story.page();
      previous = story.backOne();
      back = story.back(first.began().release());
      visits = load.end();
    }
    var judged = Judged.of(visits, farm.events().all());
    narrator.note(judged.counts().toString());
    judged.prove();
    Secrets.prove(places, farm, narrator);
    return report(farm, story, second, previous, back, judged.counts());
  }

  private static Report report(
      Farm farm,
      Story story,
      Story.Deployed second,
      Report.Rollback previous,
      Report.Rollback rollback,
      Report.Counts counts)
      throws DemoFailure {
    var wiki = farm.wiki();
    var walk = second.walk();
    return new Report(
        farm.client().server().toString(),
        farm.status().edge().url(),
        new TreeMap<>(Map.of("test", wiki.url("test"), "en", wiki.url("en"))),
        Story.TENANT,
        walk.sealed().orElseThrow().snapshot(),
        walk.began().release(),
        second.seconds(),
        story.served(),
        story.walks().stream().map(Report.Rollout::of).toList(),
        previous,
        rollback,
        counts);
  }

  @Override
  public void close() throws DemoFailure {
    try {
      channel.close();
    } catch (IOException e) {
      throw places.failed(e);
    }
  }
}
