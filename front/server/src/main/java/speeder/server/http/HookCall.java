package speeder.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import speeder.api.HookHeard;
import speeder.core.source.Source;
import speeder.core.value.Digest;
import speeder.engine.deed.Farms;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// `POST /api/hooks/{hook}`: a git server says that a repository may have moved.
final class HookCall {
  static final String PATH = "/api/hooks/{hook}";

  /// One segment of plain letters: no other path can be meant.
  private static final Pattern PLAIN = Pattern.compile("/api/hooks/[a-z0-9-]+");

  /// As large as GitHub's events get.
  static final int BODY_BYTES_MAX = 25 << 20;

  private final Desk desk;
  private final HookSecrets secrets;
  private final Farms farms;

  HookCall(Desk desk, HookSecrets secrets) {
    this.desk = desk;
    this.secrets = secrets;
    this.farms = new Farms(desk.documents());
  }

  static boolean isAt(String path) {
    return PLAIN.matcher(path).matches();
  }

  void handle(Context request) throws IOException, PortFailure {
    var body = body(request, secret(request));
    if (!desk.report().leads()) throw follows();
    var named = HookBody.repository(body);
    var heard = new ArrayList<String>();
    if (named.isPresent()) {
      for (var source : sources()) {
        if (HookBody.isOf(source, named.get())) heard.add(source.name());
      }
    }
    heard.forEach(desk::stirred);
    Answers.json(request, new HookHeard(heard));
  }

  /// Who knows no secret hears nothing of which hooks there are.
  private byte[] body(Context request, Optional<byte[]> secret) throws IOException {
    var body = request.req().getInputStream().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) throw tooLarge();
    boolean proven =
        secret
            .filter(it -> HookProof.holds(name -> Guard.header(request, name), body, it))
            .isPresent();
    if (proven) return body;
    throw Refused.unauthorized(
        "hook-not-proven",
        "This is no hook of this server's, or not signed with its secret.",
        "Write the secret, 16 characters or more, into hooks/NAME of the server's data folder, readable"
            + " by its owner alone, and give it to the git server.");
  }

  private Optional<byte[]> secret(Context request) {
    return secrets.find(request.pathParam("hook"));
  }

  private static Refused tooLarge() {
    return Refused.problem(
        413,
        "Bad input",
        "hook-too-large",
        "The event is larger than %d MiB.".formatted(BODY_BYTES_MAX >> 20),
        "Let the git server send pushes alone, without their patches.");
  }

  private List<Source> sources() throws PortFailure {
    var manifest = desk.world().farm().manifest();
    return manifest.isEmpty() ? List.of() : farm(manifest.get());
  }

  private List<Source> farm(Digest manifest) throws PortFailure {
    return farms.farm(manifest).sources();
  }

  private static Refused follows() {
    return Refused.problem(
        503,
        "Could not",
        "server-follows",
        "This server follows; sources are read by the one that leads.",
        "Send the event to all servers: the one that leads takes it.");
  }
}
