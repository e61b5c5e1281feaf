package speeder.core.snapshot;

import java.util.Comparator;
import speeder.core.source.ObjectId;

/// Where a relation reads: a JSON pointer (RFC 6901) into a file of a commit.
public record ValueAt(String source, ObjectId commit, String file, String pointer)
    implements Comparable<ValueAt> {
  private static final Comparator<ValueAt> ORDER =
      Comparator.comparing(ValueAt::source)
          .thenComparing(ValueAt::commit)
          .thenComparing(ValueAt::file)
          .thenComparing(ValueAt::pointer);

  @Override
  public int compareTo(ValueAt other) {
    return ORDER.compare(this, other);
  }
}
