package speeder.core.source;

/// A rule of the manifest by which one source's contents name a commit, or another source, they
/// need.
///
/// @param from the source whose file speaks (a name, or a pattern with one `*`)
/// @param file the file in it, e.g. `extension.json`
/// @param pointer the JSON pointer (RFC 6901) of the value in the file
/// @param kind what the value says
/// @param to pattern of the source meant; `{name}` stands for each key of an object or each item of
///   a list. Where names are declared: sources by name, or by a pattern with one `*`
/// @param toFile, and `toPointer`: what is read there
public record Relation(
    String from,
    String file,
    String pointer,
    Kind kind,
    String to,
    String toFile,
    String toPointer) {
  public enum Kind {
    /// The source named must be in the snapshot.
    PRESENT,
    /// The value must equal the value at the same pointer and file name of the other source.
    EQUAL,
    /// Each key of the object, or item of the list, must be one there, too, in one of the sources.
    DECLARED,
    /// New commits are of no use without the changes that their `Depends-On` footers name. It reads
    /// no file.
    FOOTER
  }

  /// Footers of the sources that fit count.
  public static Relation footers(String from) {
    return new Relation(from, "", "", Kind.FOOTER, "");
  }

  public Relation(String from, String file, String pointer, Kind kind, String to) {
    this(from, file, pointer, kind, to, file, pointer);
  }

  /// Whether the rule is about this source.
  public boolean speaks(String source) {
    return fits(from, source);
  }

  /// Whether names may be declared by this source.
  public boolean declares(String source) {
    return kind == Kind.DECLARED && fits(to, source);
  }

  private static boolean fits(String pattern, String source) {
    int star = pattern.indexOf('*');
    if (star < 0) return pattern.equals(source);
    var head = pattern.substring(0, star);
    var tail = pattern.substring(star + 1);
    return source.length() >= head.length() + tail.length()
        && source.startsWith(head)
        && source.endsWith(tail);
  }

  /// The source that a key or an item of the value means.
  public String meant(String name) {
    return to.replace("{name}", name);
  }
}
