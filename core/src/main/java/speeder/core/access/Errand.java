package speeder.core.access;

/// What a command is after, in words that are kept: the right that it takes, and what the audit
/// trail says of it.
///
/// @param action word of an [Action]
/// @param lane empty where it is about the whole farm
/// @param about the release, target, token, ... it names; may be empty
/// @param reason in its asker's words; may be empty
public record Errand(String action, String lane, String about, String reason) {
  /// Of a command from before errands were kept.
  public static final Errand UNKNOWN = new Errand("", "", "", "");

  public static Errand onLane(Action action, String lane, String about, String reason) {
    return new Errand(action.word(), lane, about, reason);
  }

  public static Errand onFarm(Action action, String about, String reason) {
    return new Errand(action.word(), "", about, reason);
  }

  public boolean hasLane() {
    return !lane.isEmpty();
  }
}
