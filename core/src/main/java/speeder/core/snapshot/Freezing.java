package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.source.SourceCommit;
import speeder.core.source.Tie;

/// Freezing, one step at a time and without a look of its own: each step says what it needs, and
/// gives the next when it gets it.
///
/// Heads are read until two passes in a row agree, so that the snapshot existed at the instant
/// between them, but at most [#PASSES_MAX] times. What still moved is named restless.
public sealed interface Freezing {
  int PASSES_MAX = 3;

  static Freezing begin(FreezeOrder order) {
    var read = order.toRead();
    return read.isEmpty()
        ? read(order, Collections.emptySortedMap(), List.of())
        : new HeadsWanted(order, 1, read, Collections.emptySortedMap());
  }

  /// After the last pass.
  private static Freezing read(
      FreezeOrder order, SortedMap<String, Reading> readings, List<String> restless) {
    var doubtful = order.doubtful(Choosing.choice(order, readings));
    return doubtful.isEmpty()
        ? Choosing.choose(order, readings, restless, Collections.emptySortedMap())
        : new SoundWanted(order, readings, restless, doubtful);
  }

  /// The end.
  record Ended(Freeze freeze) implements Freezing {}

  /// Needs a reading of each source, asked in this order: what moved last time comes first.
  ///
  /// @param pass 1 to [Freezing#PASSES_MAX]
  /// @param before the readings of the pass before, by source
  record HeadsWanted(
      FreezeOrder order, int pass, List<Source> wanted, SortedMap<String, Reading> before)
      implements Freezing {
    public Freezing given(List<Reading> readings) {
      var now = new TreeMap<String, Reading>();
      readings.forEach(reading -> now.put(reading.source(), reading));
      var moved = wanted.stream().filter(source -> moved(source.name(), now)).toList();
      boolean instant = wanted.size() == 1 || (pass > 1 && moved.isEmpty());
      if (instant) return read(order, now, List.of());
      return pass == PASSES_MAX
          ? read(order, now, moved.stream().map(Source::name).toList())
          : new HeadsWanted(order, pass + 1, first(moved), now);
    }

    private boolean moved(String source, SortedMap<String, Reading> now) {
      var was = pass == 1 ? lastGood(source) : commit(before.get(source));
      return !was.equals(commit(now.get(source)));
    }

    private Optional<ObjectId> lastGood(String source) {
      return Optional.ofNullable(order.lastGood().get(source)).map(Pick::commit);
    }

    private static Optional<ObjectId> commit(@Nullable Reading reading) {
      return switch (reading) {
        case Reading.Found found -> Optional.of(found.head().commit());
        case Reading.Missing _ -> Optional.empty();
        case null -> Optional.empty();
      };
    }

    private List<Source> first(List<Source> moved) {
      var rest = new ArrayList<>(moved);
      var named = new HashSet<>(moved);
      wanted.stream().filter(source -> !named.contains(source)).forEach(rest::add);
      return List.copyOf(rest);
    }
  }

  /// Needs to know which of the commits that might be chosen hold what is bad: for each, the newest
  /// commit on its line that does not. That is the commit itself, an older one, or none.
  record SoundWanted(
      FreezeOrder order,
      SortedMap<String, Reading> readings,
      List<String> restless,
      SortedSet<SourceCommit> wanted)
      implements Freezing {
    public SoundWanted {
      wanted = Collections.unmodifiableSortedSet(new TreeSet<>(wanted));
    }

    public Freezing given(SortedMap<SourceCommit, Optional<Head>> sound) {
      return Choosing.choose(order, readings, restless, sound);
    }
  }

  /// Needs what the relations read in the commits chosen so far.
  record ValuesWanted(Closing closing, SortedSet<ValueAt> wanted) implements Freezing {
    public ValuesWanted {
      wanted = Collections.unmodifiableSortedSet(new TreeSet<>(wanted));
    }

    public Freezing given(SortedMap<ValueAt, Value> values) {
      return closing.knowing(values).close();
    }
  }

  /// Needs to know what new commits depend on.
  ///
  /// @param wanted by the commit chosen of a source: what the last snapshot had
  record TiesWanted(Closing closing, SortedMap<SourceCommit, Pick> wanted) implements Freezing {
    public TiesWanted {
      wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
    }

    public Freezing given(SortedMap<SourceCommit, List<Tie>> ties) {
      return closing.knowing(closing.dependencies().tied(ties)).close();
    }
  }

  /// Needs to know which changes commits have in their history.
  ///
  /// @param wanted by the commit chosen of a source: the changes
  record ChangesWanted(Closing closing, SortedMap<SourceCommit, SortedSet<String>> wanted)
      implements Freezing {
    public ChangesWanted {
      wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
    }

    public Freezing given(SortedMap<SourceCommit, SortedSet<String>> found) {
      return closing.knowing(closing.dependencies().answered(wanted, found)).close();
    }
  }
}
