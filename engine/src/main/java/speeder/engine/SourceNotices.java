package speeder.engine;

import java.util.List;
import java.util.function.Consumer;
import speeder.core.source.Source;
import speeder.engine.port.Sources;

/// Says which sources may have moved; [Sources#watch] is one.
public interface SourceNotices {
  Sources.Notices watch(List<Source> sources, Consumer<String> stirred);
}
