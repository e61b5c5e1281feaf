package speeder.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.access.Action;
import speeder.core.access.Quorum;
import speeder.core.farm.Policies.Approval;

/// Reads `approvals`: what more than one person must want.
final class ApprovalsPart {
  private static final Keys KEYS = Keys.of("people", "groups", "within");
  private static final int PEOPLE_MAX = 10;

  private ApprovalsPart() {}

  static List<Approval> read(Optional<Spot> spot) {
    var approvals = new ArrayList<Approval>();
    spot.map(Spot::table)
        .ifPresent(table ->
            table.each((action, inside) -> {
              table
                  .key(action)
                  .ifPresent(
                      key -> key.word(Action.words(), "an action, like `deploy` or `waive`"));
              approvals.add(approval(action, inside.table(KEYS)));
            }));
    return approvals;
  }

  private static Approval approval(String action, Table table) {
    var groups = table.texts("groups", Form.GROUP);
    return new Approval(
        action,
        table.whole("people", Quorum.OVERRIDE, PEOPLE_MAX, Quorum.OVERRIDE),
        groups,
        within(table));
  }

  private static Duration within(Table table) {
    var within = table.at("within").flatMap(Spot::duration);
    if (within.filter(it -> it.isZero() || it.compareTo(Quorum.WITHIN_MAX) > 0).isPresent()) {
      var longest = Quorum.WITHIN_MAX.toDays();
      table
          .at("within")
          .ifPresent(it -> it.wrong("more than `0`, at most `%dd`".formatted(longest)));
    }
    return within.orElse(Quorum.WITHIN);
  }
}
