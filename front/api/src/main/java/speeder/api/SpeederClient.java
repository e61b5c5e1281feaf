package speeder.api;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Speaks to a server. May be used by several threads.
public final class SpeederClient implements AutoCloseable {
  private final Calls calls;

  /// @param server e.g. `http://127.0.0.1:7300`
  /// @param token needed to change anything, and to read private logs
  public SpeederClient(URI server, Optional<String> token) {
    this(new Calls(server, token, false));
  }

  private SpeederClient(Calls calls) {
    this.calls = calls;
  }

  /// One whose answers are for a terminal: nothing that anyone wrote into them moves its cursor or
  /// begins a line of its own.
  public static SpeederClient forTerminal(URI server, Optional<String> token) {
    return new SpeederClient(new Calls(server, token, true));
  }

  public URI server() {
    return calls.server();
  }

  public Status status() throws ApiFailure {
    return get("/api/status", Status.class);
  }

  public Release.Page releases(String lane) throws ApiFailure {
    return get("/api/releases?lane=" + query(lane), Release.Page.class);
  }

  public Release.Detail release(String release) throws ApiFailure {
    return get("/api/releases/" + path(release), Release.Detail.class);
  }

  public Snapshot snapshot(String release) throws ApiFailure {
    return get("/api/releases/" + path(release) + "/snapshot", Snapshot.class);
  }

  public Rollout.Page rollouts(String lane) throws ApiFailure {
    return get("/api/rollouts?lane=" + query(lane), Rollout.Page.class);
  }

  public Rollout.Detail rollout(long id) throws ApiFailure {
    return get("/api/rollouts/" + id, Rollout.Detail.class);
  }

  public Where where(String source, String commit) throws ApiFailure {
    return get("/api/commits/" + path(source) + "/" + path(commit), Where.class);
  }

  public Event.Page journal(long from, int max) throws ApiFailure {
    return get("/api/journal?from=" + from + "&max=" + max, Event.Page.class);
  }

  public Log log(String key) throws ApiFailure {
    return get("/api/logs/" + path(key), Log.class);
  }

  public Locks locks() throws ApiFailure {
    return get("/api/locks", Locks.class);
  }

  /// One lock, open or ended of late.
  ///
  /// @param name the lock, or its holder's number
  public Lock lock(long name) throws ApiFailure {
    return get("/api/locks/" + name, Lock.class);
  }

  /// Tells that whoever holds a lock, or waits for it, is still there, and how it stands.
  ///
  /// @param seen the state that is known: the answer comes when it is another one
  /// @param longest when the answer comes in any case; the server may answer sooner
  public Lock renew(long name, String seen, Duration longest) throws ApiFailure {
    var path =
        "/api/locks/%d/renew?seen=%s&wait=%d".formatted(name, query(seen), longest.toSeconds());
    var post = calls.request(path).POST(HttpRequest.BodyPublishers.noBody());
    return calls.read(calls.send(post), Lock.class);
  }

  /// @param lane empty for all
  public Next next(String lane) throws ApiFailure {
    return get("/api/next?lane=" + query(lane), Next.class);
  }

  public Tokens tokens() throws ApiFailure {
    return get("/api/tokens", Tokens.class);
  }

  public Approvals approvals() throws ApiFailure {
    return get("/api/approvals", Approvals.class);
  }

  /// @param lane and `by`: empty for all
  public Audit audit(String lane, String by, int limit) throws ApiFailure {
    var asked = "?lane=" + query(lane) + "&by=" + query(by) + "&limit=" + limit;
    return get("/api/audit" + asked, Audit.class);
  }

  public Convergence convergence() throws ApiFailure {
    return get("/api/convergence", Convergence.class);
  }

  public Autonomy autonomy() throws ApiFailure {
    return get("/api/autonomy", Autonomy.class);
  }

  public Health health() throws ApiFailure {
    return get("/healthz", Health.class);
  }

  /// Asks; returns once it stands in the journal. May be repeated with the same id.
  ///
  /// @throws ApiFailure with the refusal's code, sentence and remedy
  public Command.Accepted command(Command command) throws ApiFailure {
    var post =
        calls
            .request("/api/commands")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(command)));
    return calls.read(calls.send(post), Command.Accepted.class);
  }

  /// Tells of facts from an offset on, until `more` says no. Goes on where it was when the
  /// connection breaks.
  ///
  /// @throws ApiFailure where the server stays away for [EventStream#PATIENCE]
  public void events(long from, Predicate<Event> more) throws ApiFailure {
    new EventStream(calls, from).follow(more);
  }

  @Override
  public void close() {
    calls.close();
  }

  private <T extends Record> T get(String path, Class<T> type) throws ApiFailure {
    return calls.read(calls.send(calls.request(path).GET()), type);
  }

  private static String path(String text) {
    return Arrays.stream(text.split("/", -1))
        .map(SpeederClient::query)
        .collect(Collectors.joining("/"));
  }

  private static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
