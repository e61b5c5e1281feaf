package speeder.core.schedule;

/// How far a hold reaches: over a lane, a target, a source, or everything.
///
/// @param name empty where it is everything
public record Reach(Kind kind, String name) implements Comparable<Reach> {
  public static final Reach ALL = new Reach(Kind.ALL, "");

  public enum Kind {
    ALL,
    LANE,
    TARGET,
    SOURCE
  }

  public static Reach lane(String name) {
    return new Reach(Kind.LANE, name);
  }

  public static Reach target(String name) {
    return new Reach(Kind.TARGET, name);
  }

  public static Reach source(String name) {
    return new Reach(Kind.SOURCE, name);
  }

  /// Reads what [#toString] writes.
  public static Reach parse(String text) {
    var parts = text.split("/", 2);
    return switch (parts[0]) {
      case "all" -> ALL;
      case "lane" -> lane(parts[1]);
      case "target" -> target(parts[1]);
      case "source" -> source(parts[1]);
      default -> throw new IllegalArgumentException("Not a hold's reach: " + text);
    };
  }

  /// For people: `Lane pretrain`, `Everything`.
  public String words() {
    return switch (kind) {
      case ALL -> "Everything";
      case LANE -> "Lane " + name;
      case TARGET -> "Target " + name;
      case SOURCE -> "Source " + name;
    };
  }

  @Override
  public int compareTo(Reach other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ALL -> "all";
      case LANE -> "lane/" + name;
      case TARGET -> "target/" + name;
      case SOURCE -> "source/" + name;
    };
  }
}
