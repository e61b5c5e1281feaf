package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import speeder.api.Approvals;
import speeder.api.Tokens;
import speeder.core.world.Proposal;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// Who may what.
final class AccessReading {
  private final Desk desk;
  private final Times times;

  AccessReading(Desk desk, Times times) {
    this.desk = desk;
    this.times = times;
  }

  Tokens tokens() throws PortFailure {
    var now = desk.clock().instant();
    var tokens = new ArrayList<Tokens.Token>();
    for (var it : desk.world().access().tokens().values()) {
      if (it.isOver(now)) continue;
      tokens.add(
          new Tokens.Token(
              it.id(),
              it.principal().name(),
              List.copyOf(it.principal().groups()),
              it.issuer(),
              times.at(it.issued()),
              it.until()));
    }
    return new Tokens(tokens);
  }

  List<Approvals.Proposal> proposals() throws PortFailure {
    var open = new ArrayList<Approvals.Proposal>();
    for (var it : desk.world().proposals().open().values()) open.add(proposal(it));
    return open;
  }

  private Approvals.Proposal proposal(Proposal it) throws PortFailure {
    var asked = it.asked();
    var approvals = new ArrayList<Approvals.Approval>();
    for (var one : it.approvals()) {
      var groups = List.copyOf(one.by().principal().groups());
      approvals.add(new Approvals.Approval(one.by().name(), groups, times.at(one.at())));
    }
    return new Approvals.Proposal(
        it.id(),
        asked.errand().action(),
        asked.errand().lane(),
        asked.errand().about(),
        asked.errand().reason(),
        asked.by().name(),
        asked.by().actor().onBehalfOf(),
        times.at(it.id()),
        asked.until(),
        asked.quorum().people(),
        asked.quorum().groups(),
        approvals,
        missing(it));
  }

  private static String missing(Proposal it) {
    int people = Math.max(0, it.asked().quorum().people() - it.signers().size());
    var groups = it.asked().quorum().missing(it.signers());
    var who = groups.isEmpty() ? "" : ", one of " + String.join(", one of ", groups);
    return Math.max(people, groups.isEmpty() ? 0 : 1) + " more" + who;
  }
}
