package speeder.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import speeder.api.BadJson;
import speeder.api.Command;
import speeder.api.Json;
import speeder.core.world.Input;
import speeder.core.world.Reply;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// `POST /api/commands`, and what a follower passes on.
final class CommandCall {
  /// A longer body is refused.
  static final int BODY_BYTES_MAX = 1 << 20;

  /// How long a reply is waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How long a follower waits until it knows what the leader wrote.
  private static final Duration UNTIL_FOLDED = Duration.ofSeconds(2);

  private final Desk desk;
  private final Guard guard;
  private final Naming naming;
  private final Relay relay = new Relay();

  CommandCall(Desk desk, Guard guard) {
    this.desk = desk;
    this.guard = guard;
    this.naming = new Naming(desk);
  }

  void handle(Context request) throws IOException, InterruptedException, PortFailure {
    var wire = read(request);
    var actor = guard.actor(request);
    var report = desk.report();
    if (report.leads()) answer(request, Asks.command(wire, actor, naming, desk.clock().instant()));
    else {
      relay.pass(request, wire, actor, report, PATIENCE);
      desk.await(desk.world().offset(), UNTIL_FOLDED);
    }
  }

  /// `POST /api/relayed`: asked by someone else, of a server that follows this one.
  void handleRelayed(Context request)
      throws IOException, InterruptedException, PortFailure {
    var actor = Relay.actor(request);
    answer(request, Asks.command(read(request), actor, naming, desk.clock().instant()));
  }

  private void answer(Context request, Input.Command command) throws InterruptedException {
    switch (reply(command)) {
      case Reply.Accepted(var offset) ->
          Answers.json(request, new Command.Accepted(command.id(), offset));
      case Reply.Refused(var why) -> throw Refused.of(why);
    }
  }

  private static Command read(Context request) throws IOException {
    var type = Guard.header(request, "Content-Type").orElse("");
    if (!type.split(";", 2)[0].strip().equals("application/json")) {
      throw Refused.problem(
          415,
          "Bad input",
          "not-json",
          "The body's Content-Type is not application/json.",
          "Send JSON, and say so.");
    }
    try {
      return Json.readStrictly(body(request), Command.class);
    } catch (BadJson bad) {
      throw Refused.badInput(bad.getMessage() + ".", "See /api/openapi.yaml for what is expected.");
    }
  }

  private static String body(Context request) throws IOException {
    var bytes = request.req().getInputStream().readNBytes(BODY_BYTES_MAX + 1);
    if (bytes.length > BODY_BYTES_MAX) {
      throw Refused.problem(
          413,
          "Bad input",
          "body-too-large",
          "The body is larger than %d bytes.".formatted(BODY_BYTES_MAX),
          "Say less.");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Reply reply(Input.Command command) throws InterruptedException {
    try {
      return desk.submit(command).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw Refused.problem(
          504,
          "Could not",
          "reply-late",
          "The command was not decided within %d s.".formatted(PATIENCE.toSeconds()),
          "Ask again with the same id: it is not obeyed twice.");
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof PortFailure failure) throw Refused.of(failure);
      throw new IllegalStateException(fault.getCause());
    }
  }
}
