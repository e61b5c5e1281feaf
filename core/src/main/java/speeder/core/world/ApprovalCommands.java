package speeder.core.world;

import java.util.List;
import java.util.Optional;
import speeder.core.access.Errand;
import speeder.core.access.Quorum;
import speeder.core.access.Roles;
import speeder.core.access.Signer;
import speeder.core.candidate.Candidate;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;
import speeder.core.world.ApprovalFact.Approved;
import speeder.core.world.ApprovalFact.End;
import speeder.core.world.ApprovalFact.Proposed;

/// More than one person must want it: who asks proposes, and once enough have agreed the ask is
/// obeyed as of then.
final class ApprovalCommands {
  private final Pen pen;
  private final Input.Command command;

  ApprovalCommands(Pen pen, Input.Command command) {
    this.pen = pen;
    this.command = command;
  }

  /// What an ask must be wanted by; nothing where its asker is enough. As long as nobody but the
  /// operator can ask for anything, there is nobody else to want it.
  static Optional<Quorum> wanted(Pen pen, Input.Command command, Errand errand) {
    boolean alone = !pen.world().access().isShared(pen.now());
    if (alone || command.actor().equals(Actor.SPEEDER)) return Optional.empty();
    return Quorum.of(pen.world().farm().policies(), errand);
  }

  /// Puts an ask up, if it could be obeyed now.
  Optional<Refusal> propose(Quorum quorum) {
    var refusal = Commands.tried(pen, command);
    if (refusal.isPresent()) return refusal;
    if (proposals().open().size() >= Proposals.OPEN_MAX) return ApprovalRefusals.tooMany();
    var until = pen.now().plus(quorum.within());
    var meant = meant(pen.world(), command.ask());
    pen.write(
        new Proposed(command.id(), signer(), meant, Errands.of(pen.world(), meant), quorum, until));
    return Optional.empty();
  }

  /// What others agree to is what they have looked at, not what has taken its place since.
  private static Ask meant(World world, Ask ask) {
    return switch (ask) {
      case Ask.Waive(var lane, var reason, var named) ->
          new Ask.Waive(lane, reason, named.or(() -> newest(world, lane)));
      case Ask.Rollback it ->
          new Ask.Rollback(
              it.lane(),
              it.to().or(() -> GoingBack.target(world, it.lane())),
              it.reason(),
              Errands.overrides(world, it),
              it.older());
      case AutonomyAsk.Confirm it -> AutonomyCommands.meant(world, it);
      case Ask other -> other;
    };
  }

  private static Optional<Long> newest(World world, String lane) {
    return world.candidates().newest(lane).map(Candidate::id);
  }

  Optional<Refusal> obey(ApprovalAsk ask) {
    return switch (ask) {
      case ApprovalAsk.Approve(var id) -> approve(id);
      case ApprovalAsk.Decline(var id, var reason) -> decline(id, reason);
    };
  }

  private Optional<Refusal> approve(long id) {
    var proposal = open(id);
    if (proposal.isEmpty()) return ApprovalRefusals.none(id);
    var refusal = unfit(proposal.get());
    if (refusal.isPresent()) return refusal;
    pen.write(new Approved(id, proposal.get().lane(), signer()));
    proposals().find(id).filter(Proposal::isComplete).ifPresent(this::carryOut);
    return Optional.empty();
  }

  private Optional<Refusal> unfit(Proposal proposal) {
    var signer = signer();
    for (var other : proposal.signers()) {
      if (other.name().equals(signer.name())) return ApprovalRefusals.twice(proposal, other);
      if (!other.isApartFrom(signer)) return ApprovalRefusals.notApart(signer, other);
    }
    return mayJudge(proposal) ? Optional.empty() : ApprovalRefusals.notAsked(signer, proposal);
  }

  /// Whoever could ask for it, and the groups that are named.
  private boolean mayJudge(Proposal proposal) {
    var who = signer().principal();
    return proposal.asked().quorum().groups().stream().anyMatch(who::isIn)
        || Roles.of(pen.world().farm().policies()).allow(who, proposal.asked().errand());
  }

  private void carryOut(Proposal proposal) {
    var asked = proposal.asked();
    var then = new Input.Command(asked.command(), asked.by().actor(), asked.ask());
    var refusal =
        Rights.refusal(pen.world(), then.actor(), asked.errand(), pen.now())
            .or(() -> Commands.obeyed(pen, then));
    refusal.ifPresentOrElse(
        why -> end(proposal, End.REFUSED, why.sentence()), () -> end(proposal, End.OBEYED, ""));
  }

  private Optional<Refusal> decline(long id, String reason) {
    var proposal = open(id);
    if (proposal.isEmpty()) return ApprovalRefusals.none(id);
    if (reason.isBlank()) return Refusals.noReason();
    boolean own = proposal.get().asked().by().name().equals(command.actor().principal());
    if (!own && !mayJudge(proposal.get())) {
      return ApprovalRefusals.notAsked(signer(), proposal.get());
    }
    end(proposal.get(), own ? End.WITHDRAWN : End.DECLINED, reason);
    return Optional.empty();
  }

  private void end(Proposal proposal, End end, String why) {
    pen.write(proposal.ended(end, command.actor().principal(), why));
  }

  /// What waits for too long waits no more, whoever comes first.
  private Optional<Proposal> open(long id) {
    return proposals().find(id).filter(it -> !it.isOver(pen.now()));
  }

  /// Too few agreed in time.
  static void lapse(Pen pen) {
    for (var proposal : pen.world().proposals().over(pen.now())) {
      var speeder = Actor.SPEEDER.principal();
      pen.write(proposal.ended(End.LAPSED, speeder, "too few agreed in time"));
    }
  }

  /// What was asked with a token that is no longer in force.
  static List<Proposal> askedWith(World world, String token) {
    return world.proposals().open().values().stream().filter(it -> it.isBy(token)).toList();
  }

  private Signer signer() {
    var who = pen.world().access().principal(command.actor(), pen.now());
    return new Signer(command.actor(), who.orElseThrow());
  }

  private Proposals proposals() {
    return pen.world().proposals();
  }
}
