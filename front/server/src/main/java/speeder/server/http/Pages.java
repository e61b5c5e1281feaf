package speeder.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/// The pages' files, as they are in the class path.
final class Pages {
  private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(html|js|css|svg)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private Pages() {}

  static void index(Context request) throws IOException {
    send(request, "index.html");
  }

  static void file(Context request) throws IOException {
    send(request, request.pathParam("file"));
  }

  static void openApi(Context request) throws IOException {
    send(request, "/speeder/api/openapi.yaml", "application/yaml");
  }

  private static void send(Context request, String name) throws IOException {
    if (!NAME.matcher(name).matches()) throw absent(name);
    var ending = name.substring(name.lastIndexOf('.') + 1);
    send(request, "/speeder/web/" + name, TYPES.getOrDefault(ending, "text/plain"));
  }

  private static void send(Context request, String resource, String type) throws IOException {
    try (var in = Pages.class.getResourceAsStream(resource)) {
      if (in == null) throw absent(resource);
      request.contentType(type).header("Cache-Control", "no-cache").result(in.readAllBytes());
    }
  }

  private static Refused absent(String name) {
    return Refused.notFound("no-such-page", "There is no page %s.".formatted(name), "Start at /");
  }
}
