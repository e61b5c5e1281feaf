package speeder.api;

import java.util.List;

/// Which sources are looked at since a git server spoke of them.
public record HookHeard(List<String> sources) {
  public HookHeard {
    sources = List.copyOf(sources);
  }
}
