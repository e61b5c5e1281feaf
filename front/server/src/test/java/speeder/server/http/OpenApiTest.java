package speeder.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Problem;
import speeder.engine.port.PortFailure;
import speeder.server.TestDesk;
import speeder.server.fold.Fold;
import speeder.server.read.Readings;

class OpenApiTest {
  @Test
  void every_route_is_described_and_nothing_else(@TempDir Path data)
      throws IOException, PortFailure {
    assertEquals(described(), served(data));
  }

  private static SortedSet<String> described() throws IOException {
    var routes = new TreeSet<String>();
    var path = "";
    for (var line : openApi().lines().toList()) {
      if (line.startsWith("  /")) path = line.strip().replace(":", "");
      if (line.matches("    (get|post):")) routes.add(line.strip().replace(":", " ") + path);
    }
    return routes;
  }

  private static String openApi() throws IOException {
    try (var in = requireNonNull(Problem.class.getResourceAsStream("openapi.yaml"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Routes routes(
      TestDesk desk, Fold fold, Guard guard, EventStreams events, Path data) {
    return new Routes(desk, new Readings(desk, fold), guard, events, new HookSecrets(data));
  }

  private static SortedSet<String> served(Path data) throws PortFailure {
    var desk = TestDesk.empty();
    var token = Token.in(data, new SecureRandom());
    var guard = new Guard(token, new RelayKey("key"), desk, () -> 0);
    var served = new TreeSet<String>();
    try (var fold = Fold.start(desk);
        var events = new EventStreams(desk)) {
      for (var route : routes(desk, fold, guard, events, data).all()) {
        var path = route.path().replace('<', '{').replace('>', '}');
        boolean isPage = path.equals("/") || path.startsWith("/assets/");
        if (!isPage) served.add(route.method().name().toLowerCase(Locale.ROOT) + " " + path);
      }
    }
    return served;
  }
}
