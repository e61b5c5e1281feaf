package speeder.core.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a role can allow, and from which of the default roles on it is allowed.
public enum Action {
  DEPLOY(Rank.TESTER),
  HOLD(Rank.TESTER),
  LIFT(Rank.TESTER),
  ROLLBACK(Rank.TESTER),
  WITHDRAW(Rank.TESTER),
  FILE_EVIDENCE(Rank.TESTER),
  /// Ask for a lane's lock, and give back one's own.
  LOCK(Rank.TESTER),
  /// Say how often a lane sets out.
  CADENCE(Rank.DEPLOYER),
  /// Take a target out of use, and back in.
  TARGET(Rank.DEPLOYER),
  /// Take a lock away from another.
  BREAK_LOCK(Rank.DEPLOYER),
  /// Keep a source where it is, and let it go.
  PIN(Rank.DEPLOYER),
  /// Mark a commit, and take the mark away.
  MARK(Rank.DEPLOYER),
  /// Read what deeds say and what else is private.
  READ_PRIVATE(Rank.DEPLOYER),
  WAIVE(Rank.OWNER),
  ADOPT(Rank.OWNER),
  /// Issue and revoke tokens.
  TOKEN(Rank.OWNER);

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

  Action(Rank least) {
    this.least = least;
  }

  /// As the manifest and people call it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Action::word).toList();
  }
}
