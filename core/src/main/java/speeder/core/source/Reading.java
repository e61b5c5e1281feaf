package speeder.core.source;

import speeder.core.value.Refusal;

/// What one look at a source's head gave.
public sealed interface Reading {
  String source();

  record Found(Head head) implements Reading {
    @Override
    public String source() {
      return head.source();
    }
  }

  /// Out of reach, or without the branch.
  record Missing(String source, Refusal why) implements Reading {}
}
