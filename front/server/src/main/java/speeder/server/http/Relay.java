package speeder.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import speeder.api.Command;
import speeder.api.Json;
import speeder.core.value.Actor;
import speeder.engine.Seat;
import speeder.engine.port.Leadership.Address;
import speeder.engine.port.Leadership.Holder;

/// Passes on what a follower was asked to the server that leads, with the command's id and who asked,
/// and gives back what that one answered.
final class Relay {
  static final String PATH = "/api/relayed";

  private static final String ACTOR = "Speeder-Actor";
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /// @param patience how long the leader may take
  void pass(Context request, Command wire, Actor actor, Seat.Report report, Duration patience)
      throws InterruptedException {
    var leader = report.leader().map(Holder::address).orElse(Address.NOWHERE);
    if (leader.equals(Address.NOWHERE)) throw noLeader();
    var post =
        HttpRequest.newBuilder(URI.create(leader.url() + PATH))
            .timeout(patience)
            .header("Authorization", RelayKey.SCHEME + leader.key())
            .header("Content-Type", "application/json")
            .header(ACTOR, written(actor))
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(wire)));
    answer(request, send(post.build()));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException gone) {
      throw Refused.problem(
          503,
          "Could not",
          "leader-gone",
          "The server that leads broke off before it answered.",
          "Ask again in a few seconds, with the same id: it is not obeyed twice.");
    }
  }

  private static void answer(Context request, HttpResponse<byte[]> answer) {
    var type = answer.headers().firstValue("Content-Type").orElse("application/json");
    request.status(answer.statusCode()).contentType(type).result(answer.body());
  }

  /// Who asked, as the follower that passes it on says.
  static Actor actor(Context request) {
    var parts = Guard.header(request, ACTOR).orElse("").split("[.]", -1);
    if (parts.length != 3) {
      throw Refused.badInput("Header %s names nobody.".formatted(ACTOR), "See who relays.");
    }
    return new Actor(read(parts[0]), read(parts[1]), read(parts[2]));
  }

  private static String written(Actor actor) {
    return Arrays.stream(new String[] {actor.principal(), actor.token(), actor.onBehalfOf()})
        .map(it -> Base64.getUrlEncoder().encodeToString(it.getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining("."));
  }

  private static String read(String part) {
    try {
      return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException garbled) {
      throw Refused.badInput("Header %s is garbled.".formatted(ACTOR), "See who relays.");
    }
  }

  private static Refused noLeader() {
    return Refused.problem(
        503,
        "Could not",
        "no-leader",
        "No server leads at the moment; one takes over within seconds.",
        "Ask again in a few seconds, with the same id: it is not obeyed twice.");
  }
}
