package speeder.offline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.wiring.BadManifest;
import speeder.wiring.Explaining;
import speeder.wiring.Explaining.Explained;
import speeder.wiring.Explaining.Share;
import speeder.wiring.Manifests;

/// `speeder route explain`: who would serve a request, and why.
@Command(name = "explain", description = "Say who would serve a request by this manifest, and why.")
final class ExplainCommand extends FileCommand {
  private static final String FILE = "@";
  private static final String STANDARD_INPUT = "-";
  private static final String SCHEME = "http://";

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description = "speeder.yaml, or a folder of its files.")
  private Path manifest = Path.of("");

  @Option(
      names = {"-H", "--header"},
      paramLabel = "HEADER",
      description =
          "As for curl: \"Name: value\"; \"Name;\" for one without a value; \"Name:\" to leave it"
              + " out; @FILE for a file with one a line.")
  private List<String> headers = List.of();

  @Parameters(paramLabel = "URL", description = "Of the request; http:// unless said.")
  private String url = "";

  /// @param backend `lane/stage`, or the name of a lane that others deploy
  /// @param shares of the lane's clients by stage, where no header decided
  record Answered(
      Optional<String> tenant,
      Optional<String> lane,
      Optional<String> stage,
      @JsonProperty("release_or_backend") Optional<String> backend,
      String rule,
      String why,
      List<Share> shares) {}

  @Override
  Exit run(Session session) throws BadManifest, Failure {
    var asked = uri();
    var sent = sent();
    var farm = Manifests.read(manifest).farm();
    var found = Explaining.explain(farm, asked, sent);
    var answer =
        new Answered(
            found.tenant(),
            found.lane(),
            found.stage(),
            found.backend(),
            found.rule(),
            found.why(),
            found.shares());
    session.answer(answer, text(found));
    return found.served() ? Exit.DONE : Exit.NO;
  }

  private static String text(Explained found) {
    var who = found.backend().orElse("nobody");
    return "%s (%s): %s".formatted(who, found.rule(), found.why());
  }

  private URI uri() throws Failure {
    var whole = url.contains("://") ? url : SCHEME + url;
    try {
      var uri = new URI(whole);
      if (uri.getRawAuthority() != null) return uri;
      throw badUrl(url.length() + 1, "expected a host");
    } catch (URISyntaxException wrong) {
      int added = whole.length() - url.length();
      var reason = String.valueOf(wrong.getReason());
      throw badUrl(Math.max(1, wrong.getIndex() + 1 - added), reason);
    }
  }

  private Failure badUrl(int column, String what) {
    return Failure.badInput(
        "bad-url",
        "%s is no URL: column %d: %s.".formatted(url, column, what),
        "Write it like http://www.example.org/path");
  }

  private List<String> sent() throws Failure {
    var sent = new ArrayList<String>();
    for (var header : headers) {
      if (header.startsWith(FILE)) {
        sent.addAll(ofFile(header.substring(FILE.length())));
      } else {
        check(header, "-H");
        sent.add(header);
      }
    }
    return sent;
  }

  private static List<String> ofFile(String name) throws Failure {
    var file = name.equals(STANDARD_INPUT) ? Path.of("/dev/stdin") : Path.of(name);
    var lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) check(lines.get(i), "%s:%d:1".formatted(file, i + 1));
    }
    return lines.stream().filter(line -> !line.isBlank()).toList();
  }

  private static List<String> lines(Path file) throws Failure {
    try {
      return Files.readAllLines(file);
    } catch (IOException unread) {
      throw Failure.badInput(
          "no-header-file",
          "%s cannot be read (%s).".formatted(file, unread.getClass().getSimpleName()),
          "Name a file with one header a line.");
    }
  }

  private static void check(String header, String where) throws Failure {
    var fault = Explaining.fault(header);
    if (fault.isEmpty()) return;
    throw Failure.badInput(
        "bad-header", where + ": " + fault.get() + ".", "Write it as for curl: -H \"Name: value\"");
  }
}
