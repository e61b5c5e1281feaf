package speeder.kit.store;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import speeder.core.value.EffectKey;
import speeder.engine.port.Logs;

/// Logs in memory.
public final class MemoryLogs implements Logs {
  private final Map<EffectKey, ArrayDeque<Line>> byKey = new HashMap<>();

  @Override
  public synchronized void append(EffectKey key, List<Line> lines) {
    var kept = byKey.computeIfAbsent(key, _ -> new ArrayDeque<>());
    for (var line : lines) kept.addAll(line.split());
    while (bytes(kept) > EFFECT_BYTES_MAX) kept.removeFirst();
  }

  @Override
  public synchronized List<Line> tail(EffectKey key, int lines, Visibility reader) {
    var seen =
        byKey.getOrDefault(key, new ArrayDeque<>()).stream()
            .filter(line -> line.readableBy(reader))
            .toList();
    return seen.subList(Math.max(0, seen.size() - lines), seen.size());
  }

  private static long bytes(ArrayDeque<Line> lines) {
    return lines.stream().mapToLong(line -> line.text().length()).sum();
  }
}
