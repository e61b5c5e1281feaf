package speeder.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import speeder.api.ApiFailure;
import speeder.api.Event;
import speeder.api.LaneStatus;
import speeder.api.Lock;
import speeder.api.Release;
import speeder.api.Rollout;
import speeder.api.SpeederClient;

/// All that a server tells: its page, and every path that its contract lets one read, with every id
/// that there is; each as whoever has a token sees it, and as anybody does.
public final class Told implements AutoCloseable {
  private static final String CONTRACT = "/api/openapi.yaml";
  private static final String EVENTS = "/api/events?from=1";
  private static final Pattern READ = Pattern.compile("(?m)^ {2}(/\\S*):\\n {4}get:");
  private static final Pattern EFFECT = Pattern.compile("\\d+/[^/]+/.+");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int FACTS = 10_000;
  private static final int OK = 200;

  private final URI server;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SpeederClient client;

  public Told(URI server, String token) {
    this.server = server;
    this.token = token;
    this.client = new SpeederClient(server, Optional.of(token));
  }

  /// @param hearer takes each path and what was answered there
  /// @throws IOException also where the contract lists a path that nobody asks here
  public void to(BiConsumer<String, String> hearer) throws IOException, ApiFailure {
    var journal = client.journal(1, FACTS);
    for (var path : paths(journal.entries())) {
      for (boolean known : new boolean[] {true, false}) {
        hearer.accept(path, path.equals(EVENTS) ? events(known, journal.last()) : get(path, known));
      }
    }
  }

  private List<String> paths(List<Event> facts) throws IOException, ApiFailure {
    var paths = new ArrayList<>(List.of("/"));
    for (var read : READ.matcher(get(CONTRACT, false)).results().toList()) {
      paths.addAll(each(read.group(1), facts));
    }
    return paths;
  }

  /// A path of the contract with all that may stand in it.
  private List<String> each(String path, List<Event> facts) throws IOException, ApiFailure {
    return switch (path) {
      case "/healthz",
          "/metrics",
          CONTRACT,
          "/api/status",
          "/api/locks",
          "/api/tokens",
          "/api/approvals",
          "/api/audit",
          "/api/convergence",
          "/api/autonomy" ->
          List.of(path);
      case "/api/releases", "/api/rollouts", "/api/next" ->
          Stream.concat(Stream.of(""), lanes().stream()).map(it -> path + "?lane=" + it).toList();
      case "/api/releases/{id}/snapshot" ->
          releases().stream().map(it -> in(path, it.release()) + "/snapshot").toList();
      case "/api/releases/{id}" -> releases().stream().map(it -> in(path, it.release())).toList();
      case "/api/rollouts/{id}" -> rollouts().stream().map(it -> in(path, "" + it.id())).toList();
      case "/api/commits/{path}" -> commits().stream().map(it -> in(path, it)).toList();
      case "/api/locks/{lock}" -> locks().map(it -> in(path, "" + it.lock())).toList();
      case "/api/journal" -> List.of(path + "?from=1&max=" + FACTS);
      case "/api/events" -> List.of(EVENTS);
      case "/api/logs/{key}" -> effects(facts).map(it -> in(path, it)).toList();
      default -> throw new IOException("nobody asks " + path + " here");
    };
  }

  private static String in(String path, String value) {
    var encoded =
        Arrays.stream(value.split("/", -1))
            .map(it -> URLEncoder.encode(it, StandardCharsets.UTF_8))
            .collect(Collectors.joining("/"));
    return path.substring(0, path.indexOf('{')) + encoded;
  }

  private List<String> lanes() throws ApiFailure {
    return client.status().lanes().stream().map(LaneStatus::lane).toList();
  }

  private List<Release> releases() throws ApiFailure {
    return client.releases("").releases();
  }

  private List<Rollout> rollouts() throws ApiFailure {
    return client.rollouts("").rollouts();
  }

  private Stream<Lock> locks() throws ApiFailure {
    var locks = client.locks();
    return Stream.concat(locks.held().stream(), locks.waiting().stream());
  }

  /// `source/commit` of what came in with a release.
  private List<String> commits() throws ApiFailure {
    var commits = new ArrayList<String>();
    for (var release : releases()) {
      for (var change : client.release(release.release()).changes()) {
        commits.add(change.source() + "/" + change.to());
      }
    }
    return commits.stream().distinct().toList();
  }

  /// Keys of the deeds that led to something.
  private static Stream<String> effects(List<Event> facts) {
    return facts.stream().map(Event::cause).filter(EFFECT.asMatchPredicate()).distinct();
  }

  private String get(String path, boolean known) throws IOException {
    return send(path, known, BodyHandlers.ofString()).body();
  }

  /// The stream goes on for ever; it is left after its last fact of now.
  private String events(boolean known, long last) throws IOException {
    InputStream stream = send(EVENTS, known, BodyHandlers.ofInputStream()).body();
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      var told = new StringBuilder();
      boolean isLast = false;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        told.append(line).append('\n');
        if (line.equals("id: " + last)) isLast = true;
        else if (isLast) return told.toString();
      }
      throw new IOException("the events ended before " + last);
    }
  }

  private <T> HttpResponse<T> send(String path, boolean known, BodyHandler<T> body)
      throws IOException {
    var request = HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT);
    if (known) request.header("Authorization", "Bearer " + token);
    try {
      var answer = http.send(request.build(), body);
      if (answer.statusCode() == OK) return answer;
      throw new IOException(path + " answered " + answer.statusCode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
    http.shutdownNow();
  }
}
