package speeder.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import speeder.api.BadJson;
import speeder.api.Command;
import speeder.api.Json;
import speeder.core.value.Actor;
import speeder.core.world.Reply;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// `POST /api/commands`.
final class CommandCall {
  /// A longer body is refused.
  static final int BODY_BYTES_MAX = 1 << 20;

  /// How long a reply is waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Desk desk;
  private final Guard guard;
  private final Naming naming;

  CommandCall(Desk desk, Guard guard) {
    this.desk = desk;
    this.guard = guard;
    this.naming = new Naming(desk);
  }

  void handle(Context request) throws IOException, InterruptedException, PortFailure {
    var wire = read(request);
    switch (reply(wire, guard.actor(request))) {
      case Reply.Accepted(var offset) ->
          Answers.json(request, new Command.Accepted(wire.id(), offset, Optional.empty()));
      case Reply.Pending(var proposal) ->
          Answers.json(request, new Command.Accepted(wire.id(), proposal, Optional.of(proposal)));
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

  private Reply reply(Command wire, Actor actor) throws InterruptedException, PortFailure {
    try {
      var asked = desk.submit(Asks.command(wire, actor, naming, desk.clock().instant()));
      return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw Refused.problem(
          504,
          "Could not",
          "reply-late",
          "The command was not decided within %d s.".formatted(PATIENCE.toSeconds()),
          "Ask again with the same id: it is not obeyed twice.");
    } catch (ExecutionException fault) {
      throw new IllegalStateException(fault.getCause());
    }
  }
}
