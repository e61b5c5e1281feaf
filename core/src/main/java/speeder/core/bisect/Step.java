package speeder.core.bisect;

import speeder.core.snapshot.Pick;

/// From one commit of a source to the next.
public record Step(Line line, Pick from, Pick to) {
  static Step of(Line line, int at) {
    return new Step(line, line.picks().get(at), line.picks().get(at + 1));
  }

  public String source() {
    return line.source();
  }

  int suspicion() {
    return line.suspicion();
  }
}
