package speeder.kit.routes;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import speeder.core.route.Answer;
import speeder.core.route.RequestFacts;
import speeder.core.route.RouteTable;
import speeder.core.route.Routing;
import speeder.core.value.Token;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;

/// Routes in memory: requests are answered by core's own resolver. It can be told to fail.
public final class FakeRoutes implements Routes {
  private @Nullable RouteTable table;
  private @Nullable Token highest;
  private @Nullable PortFailure next;
  private boolean doneAnyway;
  private boolean dead;

  /// Its process ends; the table stays for the next.
  public synchronized void die() {
    dead = true;
  }

  public synchronized boolean isDead() {
    return dead;
  }

  @Override
  public synchronized void ensure() throws PortFailure {
    failIfTold();
    dead = false;
  }

  private void failIfDead() throws PortFailure {
    if (dead) throw PortFailure.failed("edge-out-of-reach", "It is dead.", "Start it.");
  }

  @Override
  public synchronized void publish(RouteTable table, Token token) throws PortFailure {
    failIfDead();
    if (!doneAnyway) failIfTold();
    if (highest != null && token.compareTo(highest) < 0) {
      throw PortFailure.refused(
          "token-too-low",
          "The edge follows token %s, and %s is lower.".formatted(highest, token),
          "Another server leads: let it publish.");
    }
    this.highest = token;
    this.table = table;
    failIfTold();
  }

  @Override
  public synchronized Optional<InForce> inForce() throws PortFailure {
    failIfDead();
    failIfTold();
    var at = highest;
    return Optional.ofNullable(table)
        .flatMap(in ->
            Optional.ofNullable(at)
                .map(token -> new InForce(in.digest(), token.term(), token.key().offset())));
  }

  /// Who would serve a request now; nothing before the first table.
  public synchronized Optional<Answer> ask(RequestFacts request) {
    return Optional.ofNullable(table).map(in -> Routing.resolve(in, request));
  }

  public synchronized Optional<RouteTable> table() {
    return Optional.ofNullable(table);
  }

  /// The next call fails so, having changed nothing.
  public synchronized void failNext(PortFailure failure) {
    next = failure;
    doneAnyway = false;
  }

  /// The next call fails so, having done what it was asked: an answer that got lost.
  public synchronized void failNextThoughDone(PortFailure failure) {
    next = failure;
    doneAnyway = true;
  }

  private void failIfTold() throws PortFailure {
    var failure = next;
    next = null;
    doneAnyway = false;
    if (failure != null) throw failure;
  }
}
