package speeder.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import speeder.core.source.Source;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which repository a git server speaks of. Nothing else that it says is believed, or kept.
final class HookBody {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Where GitHub, GitLab and Gerrit name it.
  private static final List<String> PLACES =
      List.of(
          "/repository/full_name",
          "/project/path_with_namespace",
          "/refUpdate/project",
          "/change/project",
          "/project");

  private HookBody() {}

  /// @return nothing where it names none
  static Optional<String> repository(byte[] body) {
    var root = root(body);
    return PLACES.stream()
        .map(root::at)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(it -> !it.isBlank())
        .findFirst();
  }

  private static JsonNode root(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException broken) {
      throw Refused.badInput("The body is not JSON.", "Let the git server send application/json.");
    }
  }

  /// Whether a source's address is that of a repository, on whatever host and under whatever
  /// prefix.
  static boolean isOf(Source source, String repository) {
    return ("/" + path(source.git())).endsWith("/" + path(repository));
  }

  private static String path(String address) {
    var path = address.substring(address.indexOf("://") < 0 ? 0 : address.indexOf("://") + 3);
    var parts = Stream.of(path.split("/", -1)).filter(it -> !it.isEmpty()).toList();
    var joined = String.join("/", parts).toLowerCase(Locale.ROOT);
    return joined.endsWith(".git") ? joined.substring(0, joined.length() - 4) : joined;
  }
}
