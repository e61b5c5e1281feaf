package speeder.core.snapshot;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import speeder.core.snapshot.Freezing.ChangesWanted;
import speeder.core.snapshot.Freezing.Ended;
import speeder.core.snapshot.Freezing.HeadsWanted;
import speeder.core.snapshot.Freezing.SoundWanted;
import speeder.core.snapshot.Freezing.TiesWanted;
import speeder.core.snapshot.Freezing.ValuesWanted;
import speeder.core.source.BadCommit;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Relation;
import speeder.core.source.Source;
import speeder.core.source.SourceCommit;
import speeder.core.source.Tie;
import speeder.core.value.Refusal;

/// Sources as a test wants them, and a driver of the freezing's steps. Commits are small numbers.
final class World {
  final List<String> asked = new ArrayList<>();
  private final SortedMap<String, Deque<Optional<ObjectId>>> heads = new TreeMap<>();
  private final SortedMap<String, Pick> lastGood = new TreeMap<>();
  private final SortedMap<String, Pick> pinned = new TreeMap<>();
  private final TreeSet<String> held = new TreeSet<>();
  private final List<BadCommit> bad = new ArrayList<>();
  private final TreeSet<String> required = new TreeSet<>();
  private final List<Relation> relations = new ArrayList<>();
  private final SortedMap<String, Value> said = new TreeMap<>();
  private final SortedMap<String, TreeMap<Integer, String>> ties = new TreeMap<>();
  private final SortedMap<String, TreeMap<Integer, String>> changes = new TreeMap<>();
  private Optional<Random> shuffle = Optional.empty();

  static ObjectId id(int number) {
    return new ObjectId("%010x%030x".formatted(number, 0));
  }

  static List<String> picks(Freeze.Frozen frozen) {
    return frozen.snapshot().picks().stream()
        .map(pick ->
            "%s@%d %s"
                .formatted(pick.source(), Integer.parseInt(pick.commit().brief(), 16), pick.why()))
        .toList();
  }

  World head(String source, int commit) {
    heads.put(source, new ArrayDeque<>(List.of(Optional.of(id(commit)))));
    return this;
  }

  /// The next reading sees `from`, those after it `to`.
  World moves(String source, int from, int to) {
    var readings = java.util.Objects.requireNonNull(heads.get(source));
    if (!readings.getLast().equals(Optional.of(id(from)))) throw new AssertionError("not there");
    readings.addLast(Optional.of(id(to)));
    return this;
  }

  World unreachable(String source) {
    heads.put(source, new ArrayDeque<>(List.of(Optional.empty())));
    return this;
  }

  World lastGood(String source, int commit) {
    lastGood.put(source, pick(source, commit));
    return this;
  }

  World pin(String source, int commit) {
    pinned.put(source, pick(source, commit));
    return this;
  }

  World hold(String source) {
    held.add(source);
    return this;
  }

  World bad(String source, int commit) {
    return bad(source, commit, Optional.empty());
  }

  /// @param fix the later commit that mends it
  World bad(String source, int commit, int fix) {
    return bad(source, commit, Optional.of(id(fix)));
  }

  private World bad(String source, int commit, Optional<ObjectId> fix) {
    var at = new SourceCommit(source, id(commit));
    bad.add(new BadCommit(at, fix, "it breaks", "conductor", 1, Optional.empty()));
    return this;
  }

  World required(String source) {
    required.add(source);
    return this;
  }

  World relate(Relation relation) {
    relations.add(relation);
    return this;
  }

  World says(String source, int commit, String... names) {
    var value = new Value.Present(String.join(" ", names), List.of(names));
    said.put(source + "@" + id(commit), value);
    return this;
  }

  World broken(String source, int commit) {
    said.put(source + "@" + id(commit), new Value.Broken("not JSON at line 1, column 2"));
    return this;
  }

  void shuffleReadings(Random chance) {
    shuffle = Optional.of(chance);
  }

  Freeze freeze() {
    var step = Freezing.begin(order());
    while (true) {
      switch (step) {
        case Ended(var freeze) -> {
          return freeze;
        }
        case HeadsWanted wanted -> step = wanted.given(read(wanted.wanted()));
        case SoundWanted wanted -> step = wanted.given(sound(wanted));
        case ValuesWanted wanted -> step = wanted.given(values(wanted));
        case TiesWanted wanted -> step = wanted.given(ties(wanted));
        case ChangesWanted wanted -> step = wanted.given(brought(wanted));
      }
    }
  }

  /// A commit's footer, of a number that its history goes by.
  World depends(String source, int commit, String change) {
    ties.computeIfAbsent(source, _ -> new TreeMap<>()).put(commit, change);
    return this;
  }

  World brings(String source, int commit, String change) {
    changes.computeIfAbsent(source, _ -> new TreeMap<>()).put(commit, change);
    return this;
  }

  private SortedMap<SourceCommit, List<Tie>> ties(TiesWanted wanted) {
    var found = new TreeMap<SourceCommit, List<Tie>>();
    wanted
        .wanted()
        .forEach((to, last) -> {
          var own = ties.getOrDefault(to.source(), new TreeMap<>());
          int from = number(last.commit());
          found.put(
              to,
              own.subMap(from + 1, number(to.commit()) + 1).entrySet().stream()
                  .map(it -> new Tie(id(it.getKey()), it.getValue()))
                  .toList());
        });
    return found;
  }

  private SortedMap<SourceCommit, SortedSet<String>> brought(ChangesWanted wanted) {
    var found = new TreeMap<SourceCommit, SortedSet<String>>();
    wanted
        .wanted()
        .forEach((at, asked) -> {
          var own = changes.getOrDefault(at.source(), new TreeMap<>());
          var there = new TreeSet<>(own.headMap(number(at.commit()) + 1).values());
          there.retainAll(asked);
          found.put(at, there);
        });
    return found;
  }

  private static int number(ObjectId commit) {
    return Integer.parseInt(commit.brief(), 16);
  }

  private FreezeOrder order() {
    var sources = new ArrayList<Source>();
    heads.keySet().forEach(name -> sources.add(source(name)));
    return new FreezeOrder(sources, relations, lastGood, lastGood, pinned, held, bad);
  }

  private Source source(String name) {
    return new Source(
        name, "file:///" + name, "master", "/" + name, required.contains(name), Source.Kind.CODE);
  }

  private List<Reading> read(List<Source> wanted) {
    asked.add(wanted.stream().map(Source::name).collect(Collectors.joining(" ")));
    var readings = new ArrayList<Reading>();
    wanted.forEach(source -> readings.add(read(source.name())));
    shuffle.ifPresent(chance -> Collections.shuffle(readings, chance));
    return readings;
  }

  private Reading read(String source) {
    var queue = heads.getOrDefault(source, new ArrayDeque<>());
    var head = queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    return head.<Reading>map(id -> new Reading.Found(new Head(source, id, id, Instant.EPOCH)))
        .orElseGet(() ->
            new Reading.Missing(
                source, new Refusal("source-unreachable", source + " is out of reach.", "Look.")));
  }

  /// Every commit holds those of smaller numbers.
  private SortedMap<SourceCommit, Optional<Head>> sound(SoundWanted wanted) {
    var sound = new TreeMap<SourceCommit, Optional<Head>>();
    for (var at : wanted.wanted()) sound.put(at, sound(at, wanted.order().bad(at.source())));
    return sound;
  }

  private static Optional<Head> sound(SourceCommit at, List<BadCommit> bad) {
    for (int number = Integer.parseInt(at.commit().brief(), 16); number > 0; number--) {
      var commit = id(number);
      if (bad.stream().noneMatch(it -> holds(commit, it))) {
        return Optional.of(new Head(at.source(), commit, commit, Instant.EPOCH));
      }
    }
    return Optional.empty();
  }

  private static boolean holds(ObjectId commit, BadCommit bad) {
    boolean fixed = bad.fixedBy().filter(fix -> commit.compareTo(fix) >= 0).isPresent();
    return commit.compareTo(bad.at().commit()) >= 0 && !fixed;
  }

  private SortedMap<ValueAt, Value> values(ValuesWanted wanted) {
    var values = new TreeMap<ValueAt, Value>();
    for (var at : wanted.wanted()) {
      var key = at.source() + "@" + at.commit();
      values.put(at, said.getOrDefault(key, new Value.Absent()));
    }
    return values;
  }

  private static Pick pick(String source, int commit) {
    return new Pick(source, "/" + source, id(commit), id(commit), Pick.Why.HEAD);
  }
}
