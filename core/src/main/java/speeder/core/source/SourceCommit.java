package speeder.core.source;

/// A commit of a source, written `source@commit`.
public record SourceCommit(String source, ObjectId commit) implements Comparable<SourceCommit> {
  /// Reads what [#toString] writes.
  public static SourceCommit parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) throw new IllegalArgumentException("Not source@commit: " + text);
    return new SourceCommit(text.substring(0, at), new ObjectId(text.substring(at + 1)));
  }

  public String brief() {
    return source + " " + commit.brief();
  }

  @Override
  public int compareTo(SourceCommit other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : commit.compareTo(other.commit);
  }

  @Override
  public String toString() {
    return source + "@" + commit;
  }
}
