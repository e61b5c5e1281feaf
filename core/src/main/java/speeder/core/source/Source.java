package speeder.core.source;

/// A git repository, the rule that picks its commit, and where its tree sits in the image.
///
/// @param name unique in the farm, e.g. `ext/Cite`
/// @param git its address: `file://`, `http://` or `https://`
/// @param branch whose head is taken
/// @param at absolute folder in the image
/// @param required whether a snapshot waits for it when it is out of reach
/// @param kind what a commit of it is: code or configuration
public record Source(String name, String git, String branch, String at, boolean required, Kind kind)
    implements Comparable<Source> {
  public enum Kind {
    CODE,
    CONFIGURATION
  }

  @Override
  public int compareTo(Source other) {
    return name.compareTo(other.name);
  }
}
