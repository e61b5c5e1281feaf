package speeder.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import speeder.api.Approvals;
import speeder.api.Audit;
import speeder.api.Autonomy;
import speeder.api.Convergence;
import speeder.api.Event;
import speeder.api.Hold;
import speeder.api.LaneStatus;
import speeder.api.Lock;
import speeder.api.Locks;
import speeder.api.Log;
import speeder.api.Release;
import speeder.api.Rollout;
import speeder.api.Snapshot;
import speeder.api.Status;
import speeder.api.Stop;
import speeder.api.Tokens;
import speeder.api.Where;

/// Answers as people read them.
final class Words {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final int SHORT_COMMIT = 10;

  private final Instant now;
  private final ZoneId zone;

  Words(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  String status(Status status) {
    var text = new StringBuilder();
    for (var lane : status.lanes()) lane(text, lane);
    for (var slot : status.slots()) slot(text, slot);
    for (var delay : status.waiting()) {
      text.append(
          "waits: %s of %s, try %d: %s%n"
              .formatted(delay.kind(), delay.place(), delay.attempt(), why(delay.why())));
    }
    for (var hold : status.holds()) {
      if (hold.reach().startsWith("source/")) text.append(held(hold)).append('\n');
    }
    for (var out : status.out()) {
      text.append("out: %s: %s%n".formatted(out.target(), out.reason()));
    }
    for (var it : status.unread()) {
      text.append(
          "not read for %s: %s: %s%n".formatted(ago(it.since()), it.source(), why(it.why())));
    }
    for (var mark : status.marks()) mark(text, mark);
    for (var it : status.approvals()) {
      text.append("wants approval: %s%n".formatted(proposal(it)));
    }
    server(text, status.server());
    var edge = status.edge();
    if (edge.down()) text.append("The edge is down; it is being started anew.\n");
    else if (edge.unsure() || edge.inForce() < edge.wanted()) text.append("The edge is behind.\n");
    if (!edge.url().isEmpty()) text.append("Traffic comes in at ").append(edge.url()).append('\n');
    return text.toString();
  }

  private static String why(Status.Reason why) {
    return "%s %s (%s)".formatted(why.sentence(), why.remedy(), why.code());
  }

  private void mark(StringBuilder text, Status.Mark mark) {
    var what = mark.kind().toLowerCase(Locale.ROOT);
    var commit = mark.commit().map(it -> " " + brief(it)).orElse("");
    var fix = mark.fixedBy().map(it -> ", fixed by " + brief(it)).orElse("");
    var until = mark.until().map(it -> ", until " + it).orElse("");
    text.append(
        "%s: %s%s, by %s, %s ago%s%s: %s%n"
            .formatted(
                what,
                mark.source(),
                commit,
                mark.by(),
                ago(mark.since()),
                fix,
                until,
                mark.reason()));
  }

  private static void server(StringBuilder text, Status.Server server) {
    if (server.leads()) return;
    var leader = server.leader().map(it -> "follows " + it).orElse("knows no leader");
    text.append(
        "%s %s; it knew all of the journal %.1f s ago.%n"
            .formatted(server.name(), leader, server.lag() / 1000.0));
  }

  private void lane(StringBuilder text, LaneStatus lane) {
    text.append("%-12s %s%n".formatted(lane.lane(), lane.sentence()));
    for (var stop : lane.stops()) text.append("  ").append(stop(stop)).append('\n');
    text.append(CalendarWords.text(this, lane.lane(), lane.unread(), lane.thaw()));
    lane.waits()
        .ifPresent(it -> text.append("  to say yes: speeder confirm %s%n".formatted(lane.lane())));
    for (var it : lane.would()) {
      text.append("  automation would ").append(AutonomyWords.would(it)).append('\n');
    }
    lane.frozen().ifPresent(it -> text.append("  no snapshot: %s%n".formatted(why(it))));
    for (var stage : lane.stages()) stage(text, stage);
    lane.newestRollout()
        .flatMap(Rollout::verdict)
        .ifPresent(it -> text.append("  %s%n".formatted(verdict(it))));
    lane.failed()
        .ifPresent(it -> text.append("  %s%n  %s%n".formatted(it.sentence(), it.remedy())));
    var names = new ArrayList<String>();
    lane.anchor().ifPresent(it -> names.add("anchor " + it));
    lane.backTo().ifPresent(it -> names.add("a rollback goes to " + it));
    lane.next().ifPresent(it -> names.add("next " + it));
    if (!names.isEmpty()) text.append("  ").append(String.join(", ", names)).append('\n');
    lane.convergence()
        .ifPresent(it ->
            text.append(
                "  from commit to served: half within %s, 95 of 100 within %s%n"
                    .formatted(TrailWords.seconds(it.p50()), TrailWords.seconds(it.p95()))));
    for (var it : lane.heldBack()) {
      text.append("  held back: %s: %s%n".formatted(it.source(), it.why()));
    }
  }

  String stop(Stop stop) {
    var until = stop.until().map(it -> ", until " + day(it)).orElse("");
    return "%s at %s by %s, %s ago%s: %s"
        .formatted(
            stop.what().replace('-', ' '),
            inside(stop.at()),
            stop.by(),
            ago(stop.since()),
            until,
            stop.reason());
  }

  /// `Lane pretrain`, as it stands inside a sentence.
  private static String inside(String words) {
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  private static String held(Hold hold) {
    return "held at its last commit by %s: %s: %s"
        .formatted(hold.by(), hold.reach().substring("source/".length()), hold.reason());
  }

  private void stage(StringBuilder text, LaneStatus.Stage stage) {
    for (var place : stage.places()) {
      var serves = place.release().orElse("nothing");
      var since = place.since().map(it -> "for " + ago(it)).orElse("");
      var out = place.out() ? "OUT" : "";
      text.append(
          "  %-8s %-12s %-16s %s%s%n".formatted(stage.stage(), place.target(), serves, since, out));
    }
  }

  private void slot(StringBuilder text, Status.Slot slot) {
    if (slot.status().equals("READY")) return;
    var where = "%s/%s/%s".formatted(slot.lane(), slot.target(), slot.stage());
    var why = slot.failure().map(it -> ": " + why(it)).orElse("");
    text.append(
        "slot: %s %s %s%s%n"
            .formatted(slot.release(), slot.status().toLowerCase(Locale.ROOT), where, why));
  }

  static String verdict(Rollout.Verdict verdict) {
    return "%s at %s: %s"
        .formatted(verdict.answer(), verdict.stage(), String.join("; ", verdict.reasons()));
  }

  String releases(List<Release> releases) {
    return lines(
        releases.stream()
            .map(it ->
                "%-16s %-10s sealed %s ago%s%s  %s"
                    .formatted(
                        it.release(),
                        it.lane(),
                        ago(it.sealed()),
                        it.anchored().map(_ -> ", was anchor").orElse(""),
                        it.condemned().map(why -> ", failed: " + why).orElse(""),
                        it.gate()))
            .toList());
  }

  String release(Release.Detail detail) {
    var text = new StringBuilder(releases(List.of(detail.release())));
    detail.before().ifPresent(it -> text.append("since ").append(it).append(":\n"));
    for (var change : detail.changes()) {
      text.append("  %s%n".formatted(change.source()));
      for (var commit : change.commits()) {
        text.append(
            "    %s %s (%s)%n"
                .formatted(brief(commit.commit()), commit.subject(), commit.author()));
      }
      if (change.more()) text.append("    ... up to %s%n".formatted(brief(change.to())));
    }
    return text.toString();
  }

  String snapshot(Snapshot snapshot) {
    var rows = snapshot.sources().stream();
    return snapshot.snapshot()
        + "\n"
        + lines(rows.map(it -> "%s  %s  %s".formatted(it.commit(), it.name(), it.at())).toList());
  }

  String rollouts(List<Rollout> rollouts) {
    return lines(
        rollouts.stream()
            .map(it ->
                "%-6d %-13s %-16s %-10s %s ago  %s"
                    .formatted(
                        it.id(),
                        it.isBack() ? "back" : it.motion().toLowerCase(Locale.ROOT),
                        it.release(),
                        it.phase().toLowerCase(Locale.ROOT),
                        ago(it.began()),
                        it.why()))
            .toList());
  }

  String event(Event event) {
    return "%s %-10s %s".formatted(clock(event.at()), event.lane(), event.text());
  }

  String locks(Locks locks) {
    var lines = new ArrayList<String>();
    locks.outside().forEach(it -> lines.add(it.sentence()));
    locks.held().forEach(it -> lines.add(lock(it)));
    locks.waiting().forEach(it -> lines.add(lock(it)));
    return lines.isEmpty() ? "Nobody holds a lock, and nobody waits." : lines(lines);
  }

  /// One lock in a line.
  String lock(Lock lock) {
    var where = lock.target().equals("*") ? lock.lane() : lock.lane() + "/" + lock.target();
    var why = lock.reason().isEmpty() || lock.own() ? "" : ": " + lock.reason();
    return "%-8d %-16s %-10s %-4d %s, %s%s"
        .formatted(lock.lock(), where, lock.work(), lock.priority(), lock.who(), how(lock), why);
  }

  private String how(Lock lock) {
    if (lock.isWaiting()) return waiting(lock);
    var state = lock.state().toLowerCase(Locale.ROOT);
    if (!lock.isHeld()) return lock.ended().filter(it -> !it.isEmpty()).orElse(state);
    var since = lock.since().map(it -> "holds it for " + ago(it)).orElse("holds it");
    return since + lock.aside().map(it -> "; is to step aside: " + it.why()).orElse("");
  }

  String waiting(Lock lock) {
    var place = lock.place().map(it -> "waits, place %d".formatted(it)).orElse("waits");
    var expected =
        lock.expectedSeconds()
            .map(it -> ", about %s more".formatted(length(Duration.ofSeconds(it))))
            .orElse(", how long is not known");
    return place + expected + lock.waitsFor().map(it -> ": " + it).orElse("");
  }

  String events(List<Event> events) {
    return lines(events.stream().map(it -> "%6d %s".formatted(it.offset(), event(it))).toList());
  }

  String approvals(Approvals approvals) {
    return lines(approvals.open().stream().map(this::proposal).toList());
  }

  private String proposal(Approvals.Proposal it) {
    var said = it.reason().isBlank() ? "" : ": " + it.reason();
    return "%-6d %s %s%s wanted by %s%s; %s until %s"
        .formatted(
            it.proposal(),
            it.action(),
            it.lane(),
            it.about().isBlank() ? "" : " " + it.about(),
            it.by(),
            said,
            it.missing(),
            day(it.until()));
  }

  String audit(Audit audit) {
    return TrailWords.audit(this, audit);
  }

  String convergence(Convergence convergence) {
    return TrailWords.convergence(this, convergence);
  }

  String autonomy(Autonomy autonomy) {
    return AutonomyWords.text(this, autonomy);
  }

  String controls(List<Autonomy.Control> controls) {
    return AutonomyWords.controls(this, controls);
  }

  String tokens(Tokens tokens) {
    return lines(
        tokens.tokens().stream()
            .map(it ->
                "%-16s %-12s %-24s by %-12s until %s"
                    .formatted(
                        it.token(),
                        it.principal(),
                        String.join(",", it.groups()),
                        it.issuer(),
                        day(it.until())))
            .toList());
  }

  String log(Log log) {
    return lines(log.lines().stream().map(it -> clock(it.at()) + " " + it.text()).toList());
  }

  String where(Where where) {
    var text = new StringBuilder(where.sentence()).append('\n');
    for (var place : where.places()) {
      text.append(
          "  %-10s %-8s %-10s %-10s %s%n"
              .formatted(
                  place.lane(),
                  place.stage(),
                  place.target(),
                  place.answer().toLowerCase(Locale.ROOT).replace('_', ' '),
                  place.release().orElse("")));
    }
    for (var it : where.candidates()) {
      text.append(
          "  on its way: candidate %d of %s, %s%n"
              .formatted(it.candidate(), it.lane(), it.state().toLowerCase(Locale.ROOT)));
    }
    return text.toString();
  }

  String day(Instant time) {
    return DAY.format(time.atZone(zone));
  }

  private String clock(Instant time) {
    return CLOCK.format(time.atZone(zone));
  }

  /// How long ago, in its largest unit.
  String ago(Instant time) {
    return length(Duration.between(time, now));
  }

  private static String length(Duration passed) {
    if (passed.toDays() > 1) return passed.toDays() + " d";
    if (passed.toHours() > 1) return passed.toHours() + " h";
    if (passed.toMinutes() > 1) return passed.toMinutes() + " min";
    return Math.max(0, passed.toSeconds()) + " s";
  }

  static String brief(String commit) {
    return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
  }

  private static String lines(List<String> lines) {
    return Optional.of(lines)
        .filter(it -> !it.isEmpty())
        .map(it -> String.join("\n", it) + "\n")
        .orElse("");
  }
}
