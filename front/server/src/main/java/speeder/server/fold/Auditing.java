package speeder.server.fold;

import java.util.Locale;
import java.util.Optional;
import speeder.api.Audit;
import speeder.api.Status.Reason;
import speeder.core.access.Errand;
import speeder.core.world.ApprovalFact;
import speeder.core.world.Fact;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views.Table;

/// Who asked for what, and what came of it: a row an answer.
final class Auditing {
  private Auditing() {}

  static void obeyed(Rows rows, Entry entry, Fact.Obeyed fact) {
    put(
        rows,
        row(entry, fact.command(), fact.errand(), Audit.OBEYED, Optional.empty())
            .between(fact.before(), fact.after()));
  }

  static void declined(Rows rows, Entry entry, Fact.Declined fact) {
    var why = new Reason(fact.why().code(), fact.why().sentence(), fact.why().remedy());
    put(
        rows,
        row(entry, fact.command(), fact.errand(), Audit.REFUSED, Optional.empty()).because(why));
  }

  /// What waits for others, and what they say; the ask itself is known by its proposal.
  static void approval(Rows rows, Entry entry, ApprovalFact fact) throws PortFailure {
    switch (fact) {
      case ApprovalFact.Proposed it -> {
        var about = Optional.of(entry.offset());
        put(rows, row(entry, it.command(), it.errand(), "proposed", about));
      }
      case ApprovalFact.Approved it -> said(rows, entry, it.proposal(), it.lane(), "agreed", "");
      case ApprovalFact.Ended it ->
          said(rows, entry, it.proposal(), it.lane(), word(it.end()), it.why());
    }
  }

  private static String word(ApprovalFact.End end) {
    return switch (end) {
      case OBEYED -> "carried-out";
      case REFUSED -> Audit.REFUSED;
      case DECLINED, WITHDRAWN, LAPSED -> end.name().toLowerCase(Locale.ROOT);
    };
  }

  private static void said(
      Rows rows, Entry entry, long proposal, String lane, String answer, String why)
      throws PortFailure {
    var asked = rows.get(Table.AUDIT, lane + "/" + proposal, Audit.Entry.class);
    var errand =
        asked
            .map(it -> new Errand(it.action(), it.lane(), it.about(), it.reason()))
            .orElse(new Errand("", lane, "", why));
    put(rows, row(entry, entry.cause(), errand, answer, Optional.of(proposal)));
  }

  private static Row row(
      Entry entry, String command, Errand errand, String answer, Optional<Long> proposal) {
    return (before, after, refused) ->
        new Audit.Entry(
            entry.offset(),
            entry.time(),
            entry.actor().principal(),
            entry.actor().token(),
            entry.actor().onBehalfOf(),
            command,
            errand.action(),
            errand.lane(),
            errand.about(),
            errand.reason(),
            answer,
            proposal,
            before,
            after,
            refused);
  }

  private static void put(Rows rows, Row row) {
    put(rows, row.of(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static void put(Rows rows, Audit.Entry row) {
    rows.put(Table.AUDIT, row.lane() + "/" + row.offset(), row);
  }

  /// All of a row but what came of it.
  private interface Row {
    Audit.Entry of(Optional<String> before, Optional<String> after, Optional<Reason> refused);

    default Audit.Entry between(String before, String after) {
      return of(Optional.of(before), Optional.of(after), Optional.empty());
    }

    default Audit.Entry because(Reason why) {
      return of(Optional.empty(), Optional.empty(), Optional.of(why));
    }
  }
}
