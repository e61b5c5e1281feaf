package speeder.engine.deed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.value.Refusal;
import speeder.core.world.Input;
import speeder.core.world.Input.Observation;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Looks at the heads of sources, and remembers which cannot be read.
final class HeadLooks {
  private final Sources port;
  private final Map<String, Unread> unread = new ConcurrentHashMap<>();

  HeadLooks(Sources port) {
    this.port = port;
  }

  /// @param stirred those that are said to have moved; without a word, all are looked at
  Optional<Observation> look(List<Source> sources, Optional<Set<String>> stirred, Instant now)
      throws PortFailure {
    unread.keySet().retainAll(sources.stream().map(Source::name).collect(Collectors.toSet()));
    var asked =
        sources.stream()
            .filter(source -> stirred.isEmpty() || stirred.get().contains(source.name()))
            .toList();
    var heads = new TreeMap<String, ObjectId>();
    for (var reading : read(asked, now)) {
      switch (reading) {
        case Reading.Found(var head) -> {
          heads.put(head.source(), head.commit());
          unread.remove(head.source());
        }
        case Reading.Missing(var source, var why) -> missed(source, why, now);
      }
    }
    return heads.isEmpty() ? Optional.empty() : Optional.of(new Input.HeadsSeen(heads));
  }

  private List<Reading> read(List<Source> asked, Instant now) throws PortFailure {
    try {
      return port.read(asked);
    } catch (PortFailure failure) {
      for (var source : asked) missed(source.name(), failure.why(), now);
      throw failure;
    }
  }

  private void missed(String source, Refusal why, Instant now) {
    unread.compute(source, (_, it) -> new Unread(it == null ? now : it.since(), why));
  }

  Map<String, Unread> unread() {
    return new TreeMap<>(unread);
  }
}
