package speeder.core.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import speeder.core.access.Action.Rank;

/// Who may do what, as a page: the default roles and the limits of tokens.
final class RolesPage {
  private RolesPage() {}

  static String text() {
    return """
    # Roles and tokens

    Every command needs a right, and a role allows it. Speeder's own automation needs none; whoever can read the file `token` of the server's
    data folder is the **operator** and may do all. Everyone else has tokens of their own, each with the groups of its principal:

    ```
    speeder token issue dora --groups deployer,RelEng --for 30d
    speeder token list
    ```

    The secret is made by the command line and printed once; the server gets its SHA-256 alone, and so do journal, logs and backups. Use it as
    `SPEEDER_TOKEN`. `speeder token revoke TOKEN` ends it at once, also for a command that is on its way. Who may not do everything can give
    only groups that they have themselves.

    ## Which role may what

    The roles below are there without a word; each has the group of its name as member. The manifest's [`roles`](manifest.md#roles) say other
    members, other actions, and on which lanes.

    %s
    This table is written from `Action`; a test holds it to it. Where it says two people, the ask is an override: it becomes a proposal, and is
    obeyed, as of then, once another person agrees who may ask for it or is of a group that the manifest's [`approvals`](manifest.md#approvals)
    name. One and the same person cannot be behind both: other names, neither could have issued the other's token, and no third but the operator
    could have issued both; to have issued the token of an issuer counts, too. The operator could have issued all, and is apart from nobody. So
    people ask with tokens that the operator issued, or issuers of their own. While nobody has a token the operator acts alone.

    ## Limits

    | what | limit |
    |---|---|
    | tokens in force | %,d |
    | groups of a token | %d |
    | time of a token | %s unless said, at most %s |
    | proposals that wait | for %s unless said, at most %s |
    | refusals of one principal that are kept as facts | %d within %s; more are answered and counted, not kept |
    """
        .formatted(
            table(),
            Access.TOKENS_MAX,
            Access.GROUPS_MAX,
            days(Access.LIFETIME),
            days(Access.LIFETIME_MAX),
            days(Quorum.WITHIN),
            days(Quorum.WITHIN_MAX),
            Access.REFUSALS_MAX,
            "an hour");
  }

  private static String table() {
    var names = Arrays.stream(Rank.values()).map(Rank::role).collect(Collectors.joining(" | "));
    var text = new StringBuilder("| action | " + names + " | people |\n|---|---|");
    text.append("---|".repeat(Rank.values().length)).append('\n');
    for (var action : Action.values()) text.append(row(action));
    return text.toString();
  }

  private static String row(Action action) {
    var cells =
        Arrays.stream(Rank.values())
            .map(rank -> rank.actions().contains(action.word()) ? "yes" : "")
            .collect(Collectors.joining(" | "));
    var people = action.isOverride() ? "two" : "";
    return "| `%s` | %s | %s |\n".formatted(action.word(), cells, people);
  }

  private static String days(Duration time) {
    return time.toDays() + " days";
  }
}
