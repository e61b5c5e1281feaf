package speeder.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import speeder.core.value.EffectKey;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;
import speeder.server.read.Readings;

/// Every path, and what answers there.
final class Routes {
  private final Readings readings;
  private final Guard guard;
  private final EventStreams events;
  private final CommandCall commands;
  private final LockCall locks;
  private final HookCall hooks;
  private final Naming naming;

  /// @param path in Javalin's form: `{one}` segment, `<several>` segments
  record Route(HandlerType method, String path, Handler handler) {}

  Routes(Desk desk, Readings readings, Guard guard, EventStreams events, HookSecrets secrets) {
    this.readings = readings;
    this.guard = guard;
    this.events = events;
    this.commands = new CommandCall(desk, guard);
    this.locks = new LockCall(desk, readings, guard);
    this.hooks = new HookCall(desk, secrets);
    this.naming = new Naming(desk);
  }

  void register(RoutesConfig config) {
    config.before(guard::check);
    for (var route : all()) config.addHttpHandler(route.method(), route.path(), route.handler());
    Failures.register(config);
  }

  List<Route> all() {
    return List.of(
        get("/", Pages::index),
        get("/assets/{file}", Pages::file),
        get("/healthz", it -> Answers.json(it, readings.health())),
        get("/metrics", this::metrics),
        get("/api/openapi.yaml", Pages::openApi),
        get("/api/status", it -> Answers.json(it, readings.status(guard.isTrusted(it)))),
        get("/api/next", this::next),
        get("/api/releases", this::releases),
        get("/api/releases/{id}", this::release),
        get("/api/releases/{id}/snapshot", this::snapshot),
        get("/api/rollouts", this::rollouts),
        get("/api/rollouts/{id}", this::rollout),
        get("/api/commits/<path>", this::where),
        get("/api/journal", this::journal),
        get("/api/events", events::handle),
        get("/api/logs/<key>", this::log),
        get("/api/approvals", it -> Answers.json(it, readings.approvals())),
        get("/api/locks", it -> Answers.json(it, readings.locks())),
        get("/api/locks/{lock}", locks::read),
        new Route(HandlerType.POST, "/api/locks/{lock}/renew", locks::renew),
        get("/api/audit", this::audit),
        get("/api/convergence", it -> Answers.json(it, readings.convergence())),
        get("/api/autonomy", it -> Answers.json(it, readings.autonomy())),
        get("/api/tokens", it -> Answers.json(it, readings.tokens())),
        new Route(HandlerType.POST, HookCall.PATH, hooks::handle),
        new Route(HandlerType.POST, "/api/commands", commands::handle),
        new Route(HandlerType.POST, Relay.PATH, commands::handleRelayed));
  }

  private static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  private void metrics(Context request) throws PortFailure {
    request.contentType("text/plain; version=0.0.4").result(readings.metrics(events.count()));
  }

  private void next(Context request) throws PortFailure {
    var lane = Answers.query(request, "lane").orElse("");
    Answers.json(request, readings.next(lane).orElseThrow(() -> noLane(lane)));
  }

  private void releases(Context request) throws PortFailure {
    var lane = Answers.query(request, "lane").orElse("");
    var page = readings.releases(lane, before(request), Answers.limit(request));
    Answers.json(request, ofLane(request, lane, page, page.releases()));
  }

  private void release(Context request) throws PortFailure {
    var id = request.pathParam("id");
    Answers.json(request, found(readings.release(id), "no-such-release", "Release " + id));
  }

  private void snapshot(Context request) throws PortFailure {
    var id = request.pathParam("id");
    Answers.json(request, found(readings.snapshot(id), "no-such-release", "Release " + id));
  }

  private void rollouts(Context request) throws PortFailure {
    var lane = Answers.query(request, "lane").orElse("");
    var page = readings.rollouts(lane, before(request), Answers.limit(request));
    Answers.json(request, ofLane(request, lane, page, page.rollouts()));
  }

  private void rollout(Context request) throws PortFailure {
    long id = Answers.number("id", request.pathParam("id"), 1);
    Answers.json(request, found(readings.rollout(id), "no-such-rollout", "Rollout " + id));
  }

  private void where(Context request) throws PortFailure {
    var path = request.pathParam("path");
    int slash = path.lastIndexOf('/');
    if (slash < 1) throw Refused.badInput("A source and a commit are wanted.", "Name both.");
    var source = naming.source(path.substring(0, slash)).name();
    var commit = path.substring(slash + 1);
    if (!Readings.isCommit(commit)) {
      throw Refused.badInput(
          "%s is no commit.".formatted(commit), "Give at least seven of its digits, 0 to f.");
    }
    var what = "Commit %s of source %s".formatted(commit, source);
    Answers.json(request, found(readings.where(source, commit), "no-such-commit", what));
  }

  private void audit(Context request) throws PortFailure {
    var lane = Answers.query(request, "lane").orElse("");
    var by = Answers.query(request, "by").orElse("");
    var page = readings.audit(lane, by, before(request), Answers.limit(request));
    Answers.json(request, ofLane(request, lane, page, page.entries()));
  }

  /// A lane's page. A lane that is no longer in the manifest has a past all the same; one without
  /// any is not there.
  private <T> T ofLane(Context request, String lane, T page, List<?> rows) {
    boolean known = lane.isEmpty() || readings.lanes().contains(lane) || !rows.isEmpty();
    if (known || Answers.query(request, "before").isPresent()) return page;
    throw noLane(lane);
  }

  private Refused noLane(String lane) {
    return Refused.notFound(
        "no-such-lane",
        "There is no lane %s.".formatted(lane),
        "Lanes are: %s.".formatted(String.join(", ", readings.lanes())));
  }

  private void journal(Context request) throws PortFailure {
    long from = Answers.number(request, "from", 1, 0);
    int max = (int) Math.min(Journal.READ_MAX, Answers.number(request, "max", 100, 1));
    Answers.json(request, readings.journal(from, max));
  }

  private void log(Context request) throws PortFailure {
    int lines = (int) Math.min(Readings.LOG_LINES_MAX, Answers.number(request, "lines", 500, 1));
    Answers.json(request, readings.log(key(request), lines, guard.isTrusted(request)));
  }

  private static EffectKey key(Context request) {
    try {
      return EffectKey.parse(request.pathParam("key"));
    } catch (IllegalArgumentException another) {
      throw Refused.badInput(
          "This names no log; expected offset/kind/place.", "Take a key from a rollout's steps.");
    }
  }

  private static long before(Context request) {
    return Answers.number(request, "before", Long.MAX_VALUE, 1);
  }

  private static <T> T found(Optional<T> value, String code, String what) {
    return value.orElseThrow(
        () -> Refused.notFound(code, what + " is not known.", "Look: speeder status"));
  }
}
