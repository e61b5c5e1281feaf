package speeder.core.value;

/// The name of a sealed release. A container gets it at start and answers with it.
public record ReleaseId(String text) implements Comparable<ReleaseId> {
  /// The id of a release document: `r-` and the first twelve hex digits of its digest.
  public static ReleaseId of(Digest document) {
    return new ReleaseId("r-" + document.brief());
  }

  @Override
  public int compareTo(ReleaseId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
