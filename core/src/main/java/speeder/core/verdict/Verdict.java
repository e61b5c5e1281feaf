package speeder.core.verdict;

import java.util.List;

/// What the counts say about a release in a stage. Each carries the counts it was worked out of.
public sealed interface Verdict {
  Counts counts();

  /// Why, in sentences for people.
  List<String> reasons();

  /// Nothing speaks against it, and something speaks for it: so much.
  ///
  /// @param requests that the edge sent to it; `probes` that it answered as expected
  record Pass(long requests, long probes, Counts counts) implements Verdict {
    @Override
    public List<String> reasons() {
      return List.of("%d requests, %d probes".formatted(requests, probes));
    }
  }

  /// Something speaks against it.
  record Fail(List<String> reasons, Counts counts) implements Verdict {
    public Fail {
      reasons = List.copyOf(reasons);
    }
  }

  /// Nothing speaks against it, and too little was seen to speak for it.
  record Unknown(List<String> missing, Counts counts) implements Verdict {
    public Unknown {
      missing = List.copyOf(missing);
    }

    @Override
    public List<String> reasons() {
      return missing;
    }
  }

  /// A signal that should be there is not, or is too old, so what was not seen proves nothing.
  record Blind(String why, Counts counts) implements Verdict {
    @Override
    public List<String> reasons() {
      return List.of(why);
    }
  }
}
