package speeder.engine.port;

import java.time.Instant;
import java.util.List;
import speeder.core.value.EffectKey;

/// Free text of effects, for people: tool output, traces, progress. Never facts.
public interface Logs {
  /// What is kept of one effect, at least half of it at any time: the newest lines.
  long EFFECT_BYTES_MAX = 4 << 20;

  /// A longer line is cut, and ends in `…`.
  int LINE_CHARS_MAX = 8_192;

  /// Who may read a line. Text is private unless it is known to be public.
  enum Visibility {
    PRIVATE,
    PUBLIC
  }

  record Line(Instant time, Visibility visibility, String text) {
    /// The lines that its text is made of, each cut to what one may hold.
    public List<Line> split() {
      return text.lines().map(each -> new Line(time, visibility, cut(each))).toList();
    }

    public boolean readableBy(Visibility reader) {
      return reader == Visibility.PRIVATE || visibility == Visibility.PUBLIC;
    }

    private static String cut(String text) {
      return text.length() <= LINE_CHARS_MAX ? text : text.substring(0, LINE_CHARS_MAX - 1) + "…";
    }
  }

  /// Adds lines in order. A text of several lines becomes as many.
  void append(EffectKey key, List<Line> lines) throws PortFailure;

  default void append(EffectKey key, Instant time, String text) throws PortFailure {
    append(key, List.of(new Line(time, Visibility.PRIVATE, text)));
  }

  /// The newest lines of an effect, oldest of them first; none where there are none.
  ///
  /// @param reader PUBLIC: only lines that anyone may see; PRIVATE: all of them
  List<Line> tail(EffectKey key, int lines, Visibility reader) throws PortFailure;
}
