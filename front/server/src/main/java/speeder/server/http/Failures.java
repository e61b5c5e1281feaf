package speeder.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.io.EofException;
import speeder.engine.port.PortFailure;

/// How requests end that did not work.
final class Failures {
  private static final System.Logger LOG = System.getLogger("speeder.server");

  private Failures() {}

  static void register(RoutesConfig config) {
    config.exception(Refused.class, (why, request) -> Answers.problem(request, why.problem()));
    config.exception(
        PortFailure.class, (why, request) -> Answers.problem(request, Refused.of(why).problem()));
    config.exception(HttpResponseException.class, Failures::framework);
    config.exception(IOException.class, Failures::broken);
    config.exception(InterruptedException.class, (_, request) -> Failures.stopping(request));
    config.exception(Exception.class, Failures::fault);
  }

  private static void framework(HttpResponseException why, Context request) {
    var refused =
        switch (why.getStatus()) {
          case 404 ->
              Refused.notFound(
                  "no-such-path", "There is nothing at this path.", "See /api/openapi.yaml");
          case 405 ->
              Refused.problem(
                  405,
                  "Bad input",
                  "method-unknown",
                  "This path does not take this method.",
                  "See /api/openapi.yaml");
          default ->
              Refused.problem(
                  why.getStatus(),
                  "Bad input",
                  "bad-request",
                  "The request could not be read.",
                  "See /api/openapi.yaml");
        };
    Answers.problem(request, refused.problem());
  }

  /// The client went away; there is nobody to tell.
  private static void broken(IOException why, Context request) {
    if (why instanceof EofException || request.res().isCommitted()) return;
    fault(why, request);
  }

  private static void stopping(Context request) {
    Thread.currentThread().interrupt();
    if (request.res().isCommitted()) return;
    var refused =
        Refused.problem(
            503, "Could not", "server-stops", "The server is stopping.", "Ask again once it runs.");
    Answers.problem(request, refused.problem());
  }

  private static void fault(Exception why, Context request) {
    LOG.log(Level.ERROR, "A request could not be answered", why);
    if (request.res().isCommitted()) return;
    var refused =
        Refused.problem(
            500,
            "Could not",
            "server-fault",
            "The server met a fault of its own.",
            "Look into the server's log, and tell its makers.");
    Answers.problem(request, refused.problem());
  }
}
