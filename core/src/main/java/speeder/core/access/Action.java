package speeder.core.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a role can allow, and from which of the default roles on it is allowed.
public enum Action {
  DEPLOY(Rank.TESTER),
  /// Lay configuration over what a lane serves, and say yes to its stages.
  CONFIGURE(Rank.TESTER),
  HOLD(Rank.TESTER),
  LIFT(Rank.TESTER),
  ROLLBACK(Rank.TESTER),
  WITHDRAW(Rank.TESTER),
  FILE_EVIDENCE(Rank.TESTER),
  /// Say yes to a stage, where automation waits for it.
  CONFIRM(Rank.TESTER),
  /// Let automation go less far.
  LOWER_AUTONOMY(Rank.TESTER),
  /// Say that automation was wrong about a release.
  REPORT(Rank.TESTER),
  /// Ask for a lane's lock, and give back one's own.
  LOCK(Rank.TESTER),
  /// Say how often a lane sets out.
  CADENCE(Rank.DEPLOYER),
  /// Take a target out of use, and back in.
  TARGET(Rank.DEPLOYER),
  /// Take a lock away from another.
  BREAK_LOCK(Rank.DEPLOYER, Kind.OVERRIDE),
  /// Say whether a control is in place.
  CONTROL(Rank.DEPLOYER),
  /// Keep a source where it is, and let it go.
  PIN(Rank.DEPLOYER),
  /// Mark a commit, and take the mark away.
  MARK(Rank.DEPLOYER),
  /// Read what deeds say and what else is private.
  READ_PRIVATE(Rank.DEPLOYER),
  /// Open the gate in spite of its answer.
  WAIVE(Rank.OWNER, Kind.OVERRIDE),
  /// Go back to a release in spite of what speaks against it.
  OVERRIDE(Rank.OWNER, Kind.OVERRIDE),
  /// Let automation go farther.
  RAISE_AUTONOMY(Rank.OWNER, Kind.OVERRIDE),
  /// Let a lane move in spite of its calendars.
  THAW(Rank.OWNER, Kind.OVERRIDE),
  ADOPT(Rank.OWNER),
  /// Issue and revoke tokens.
  TOKEN(Rank.OWNER),
  /// Agree to what another asks for, or not; who may is asked for each proposal.
  APPROVE(Rank.VIEWER);

  /// Whether it goes against what Speeder would do: that takes two people.
  private enum Kind {
    PLAIN,
    OVERRIDE
  }

  /// The roles that are there without a word in the manifest, each with all that those before it
  /// may.
  public enum Rank {
    VIEWER,
    TESTER,
    DEPLOYER,
    OWNER;

    public String role() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Rank> of(String role) {
      return Arrays.stream(values()).filter(rank -> rank.role().equals(role)).findFirst();
    }

    /// The words of all that it may.
    public List<String> actions() {
      return Arrays.stream(Action.values())
          .filter(action -> action.least.compareTo(this) <= 0)
          .map(Action::word)
          .toList();
    }
  }

  private final Rank least;
  private final Kind kind;

  Action(Rank least) {
    this(least, Kind.PLAIN);
  }

  Action(Rank least, Kind kind) {
    this.least = least;
    this.kind = kind;
  }

  /// Whether it takes two people: the list of what does is this table.
  public boolean isOverride() {
    return kind == Kind.OVERRIDE;
  }

  public static Optional<Action> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  /// As the manifest and people call it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Action::word).toList();
  }
}
