package speeder.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import speeder.core.source.Source;
import speeder.engine.port.Sources;

/// Notices of sources, and those that someone from outside gives: where to look, never what is
/// there. A notice that comes while nobody watches is lost, as any may be: all sources are looked
/// at now and then.
public final class Pokes implements SourceNotices {
  private final SourceNotices notices;
  private final Set<Consumer<String>> watching = ConcurrentHashMap.newKeySet();

  public Pokes(SourceNotices notices) {
    this.notices = notices;
  }

  @Override
  public Sources.Notices watch(List<Source> sources, Consumer<String> stirred) {
    watching.add(stirred);
    var watch = notices.watch(sources, stirred);
    return () -> {
      watching.remove(stirred);
      watch.close();
    };
  }

  /// A source may have moved.
  public void stirred(String source) {
    watching.forEach(it -> it.accept(source));
  }
}
