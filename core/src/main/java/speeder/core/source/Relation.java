package speeder.core.source;

/// A rule of the manifest by which one source's contents name a commit, or another source, they
/// need.
///
/// @param from the source whose file speaks (a name, or a pattern with one `*`)
/// @param file the file in it, e.g. `extension.json`
/// @param pointer the JSON pointer (RFC 6901) of the value in the file
/// @param kind what the value says
/// @param to pattern of the source meant; `{name}` stands for each key of an object or each item of
///   a list
public record Relation(String from, String file, String pointer, Kind kind, String to) {
  public enum Kind {
    /// The source named must be in the snapshot.
    PRESENT,
    /// The value must equal the value at the same pointer and file name of the other source.
    EQUAL
  }

  /// Whether the rule is about this source.
  public boolean speaks(String source) {
    int star = from.indexOf('*');
    if (star < 0) return from.equals(source);
    var head = from.substring(0, star);
    var tail = from.substring(star + 1);
    return source.length() >= head.length() + tail.length()
        && source.startsWith(head)
        && source.endsWith(tail);
  }

  /// The source that a key or an item of the value means.
  public String meant(String name) {
    return to.replace("{name}", name);
  }
}
