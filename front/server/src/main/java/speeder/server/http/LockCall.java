package speeder.server.http;

import io.javalin.http.Context;
import java.time.Duration;
import speeder.api.Lock;
import speeder.core.lock.Claim;
import speeder.core.value.Actor;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;
import speeder.server.read.Readings;

/// `GET /api/locks/{lock}` and `POST /api/locks/{lock}/renew`.
final class LockCall {
  /// Well before a silent connection is cut.
  private static final Duration LONGEST = Duration.ofSeconds(25);

  /// Answers within a lease, so that one that is lost does not end it.
  private static final int ANSWERS_A_LEASE = 3;

  private final Desk desk;
  private final Readings readings;
  private final Guard guard;

  LockCall(Desk desk, Readings readings, Guard guard) {
    this.desk = desk;
    this.readings = readings;
    this.guard = guard;
  }

  void read(Context request) {
    Answers.json(request, lock(name(request)));
  }

  /// First renews, then looks: what is told was so after the renewal.
  void renew(Context request) throws PortFailure, InterruptedException {
    long name = name(request);
    var seen = Answers.query(request, "seen").orElse("");
    var wait = Duration.ofSeconds(Answers.number(request, "wait", 0, 0));
    var claim = desk.world().locks().find(name).filter(it -> !it.isOwn());
    if (claim.isPresent()) renew(claim.get(), guard.actor(request));
    var lease = claim.map(it -> it.asked().lease()).orElse(Duration.ZERO);
    Answers.json(request, changed(name, seen, least(wait, lease.dividedBy(ANSWERS_A_LEASE))));
  }

  private void renew(Claim claim, Actor actor) throws PortFailure {
    if (!claim.asked().owner().equals(actor.principal())) {
      throw Refused.forbidden(
          "lock-of-another",
          "Lock %d belongs to %s.".formatted(claim.lock(), claim.asked().who()),
          "Renew it with the token that it was asked for with.");
    }
    if (!desk.leases().renew(claim.lock(), claim.asked().lease())) {
      throw Refused.problem(
          409,
          "Refused",
          "lock-gone",
          "The lease of lock %d is over.".formatted(claim.lock()),
          "Stop what needs it, and ask for a new one.");
    }
  }

  /// Waits until it stands otherwise than was seen.
  private Lock changed(long name, String seen, Duration longest) throws InterruptedException {
    long until = System.nanoTime() + longest.toNanos();
    while (true) {
      long offset = desk.world().offset();
      var lock = lock(name);
      long left = until - System.nanoTime();
      if (!lock.state().equals(seen) || left <= 0) return lock;
      desk.await(offset, Duration.ofNanos(left));
    }
  }

  private static Duration least(Duration wait, Duration share) {
    var shorter = wait.compareTo(share) < 0 ? wait : share;
    return shorter.compareTo(LONGEST) < 0 ? shorter : LONGEST;
  }

  private Lock lock(long name) {
    return readings
        .lock(name)
        .orElseThrow(() ->
            Refused.notFound(
                "no-such-lock",
                "Lock %d is not known.".formatted(name),
                "Look: speeder lock list"));
  }

  private static long name(Context request) {
    return Answers.number("lock", request.pathParam("lock"), 1);
  }
}
