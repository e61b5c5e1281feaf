package speeder.core.world;

import java.time.Instant;
import java.util.Optional;
import speeder.core.source.MarkFact;
import speeder.core.source.Marks;
import speeder.core.source.SourceCommit;
import speeder.core.value.Refusal;

/// What becomes of wishes about sources and single commits.
final class MarkCommands {
  private final Pen pen;
  private final String by;

  MarkCommands(Pen pen, Input.Command command) {
    this.pen = pen;
    this.by = command.actor().principal();
  }

  Optional<Refusal> obey(MarkAsk ask) {
    var refusal =
        switch (ask) {
          case MarkAsk.Pin pin -> pin(pin);
          case MarkAsk.Unpin(var source) -> unpin(source);
          case MarkAsk.CallBad bad -> bad(bad);
          case MarkAsk.CallGood(var at) -> good(at);
          case MarkAsk.Keep(var at, var reason) -> keep(at, reason);
          case MarkAsk.LetGo(var source) -> letGo(source);
        };
    if (refusal.isEmpty()) Delays.forget(pen, "freeze");
    return refusal;
  }

  private Optional<Refusal> pin(MarkAsk.Pin ask) {
    var wrong = unclear(ask.reason(), ask.until());
    if (wrong.isPresent()) return wrong;
    boolean more = !marks().pins().containsKey(ask.source());
    if (more && marks().pins().size() >= Marks.MARKS_MAX) return MarkRefusals.tooMany("pins");
    pen.write(new MarkFact.Pinned(ask.source(), ask.commit(), ask.reason(), by, ask.until()));
    return Optional.empty();
  }

  private Optional<Refusal> unpin(String source) {
    if (!marks().pins().containsKey(source)) return MarkRefusals.notPinned(source);
    pen.write(new MarkFact.Unpinned(source, by));
    return Optional.empty();
  }

  private Optional<Refusal> bad(MarkAsk.CallBad ask) {
    var wrong = unclear(ask.reason(), ask.until());
    if (wrong.isPresent()) return wrong;
    if (ask.fixedBy().filter(ask.at().commit()::equals).isPresent()) {
      return MarkRefusals.fixesItself(ask.at());
    }
    var kept = Optional.ofNullable(marks().floors().get(ask.at().source()));
    if (kept.filter(it -> it.commit().equals(ask.at().commit())).isPresent()) {
      return kept.map(it -> MarkRefusals.isKept(ask.at(), it));
    }
    boolean more = !marks().bad().containsKey(ask.at());
    if (more && marks().bad().size() >= Marks.MARKS_MAX) return MarkRefusals.tooMany("bad commits");
    pen.write(new MarkFact.CalledBad(ask.at(), ask.fixedBy(), ask.reason(), by, ask.until()));
    return Optional.empty();
  }

  private Optional<Refusal> good(SourceCommit at) {
    if (!marks().bad().containsKey(at)) return MarkRefusals.notBad(at);
    pen.write(new MarkFact.CalledGood(at, by));
    return Optional.empty();
  }

  private Optional<Refusal> keep(SourceCommit at, String reason) {
    if (reason.isBlank()) return Refusals.noReason();
    if (marks().bad().containsKey(at)) return MarkRefusals.isBad(at);
    boolean more = !marks().floors().containsKey(at.source());
    if (more && marks().floors().size() >= Marks.MARKS_MAX) {
      return MarkRefusals.tooMany("kept commits");
    }
    pen.write(new MarkFact.Kept(at, reason, by));
    return Optional.empty();
  }

  private Optional<Refusal> letGo(String source) {
    if (!marks().floors().containsKey(source)) return MarkRefusals.notKept(source);
    pen.write(new MarkFact.LetGo(source, by));
    return Optional.empty();
  }

  private Optional<Refusal> unclear(String reason, Optional<Instant> until) {
    if (reason.isBlank()) return Refusals.noReason();
    return until.filter(it -> !it.isAfter(pen.now())).flatMap(Refusals::over);
  }

  private Marks marks() {
    return pen.world().marks();
  }
}
