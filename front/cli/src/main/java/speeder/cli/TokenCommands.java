package speeder.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;

/// Who is let in: `token issue`, `token list`, `token revoke`.
@Command(name = "token", description = "Who is let in, and with which groups.")
final class TokenCommands {
  private static final int SECRET_BYTES = 32;

  static List<Online> all() {
    return List.of(new Issue(), new ListCommand(), new Revoke());
  }

  /// The secret is made here and printed here, once: the server gets its digest alone.
  @Command(name = "issue", description = "Let a person or a program in. Prints the token, once.")
  static final class Issue extends Asking.Ask {
    @Parameters(paramLabel = "NAME", description = "Of the principal: small letters and digits.")
    private String name = "";

    @Option(
        names = "--groups",
        paramLabel = "GROUP,...",
        description = "Which roles have it as member, and who it may approve for.")
    private Optional<String> groups = Optional.empty();

    @Option(
        names = "--for",
        paramLabel = "TIME",
        description = "How long it opens anything, like 30d; 90d unless said, 366d at most.")
    private Optional<String> lasts = Optional.empty();

    private String hash = "";

    record Issued(String token, String principal, String secret, long accepted) {}

    @Override
    speeder.api.Command command(String id) {
      var issue =
          speeder.api.Command.of(id, speeder.api.Command.ISSUE_TOKEN)
              .with("principal", name)
              .with("hash", "sha256:" + hash);
      var with = groups.map(it -> issue.with("groups", it)).orElse(issue);
      return lasts.map(it -> with.with("for", it)).orElse(with);
    }

    @Override
    Exit run(Session session) throws ApiFailure {
      var secret = secret(session.surroundings().random());
      hash = sha256(secret);
      var accepted = ask(session);
      var issued = new Issued("t-" + hash.substring(0, 12), name, secret, accepted.accepted());
      session.answer(issued, secret);
      session.progress(
          "Token %s of %s. It is not shown again; use it as SPEEDER_TOKEN."
              .formatted(issued.token(), name));
      return Exit.DONE;
    }

    private static String secret(RandomGenerator random) {
      byte[] bytes = new byte[SECRET_BYTES];
      random.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String secret) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  @Command(name = "list", description = "The tokens in force.")
  static final class ListCommand extends Online {
    @Override
    Exit run(Session session) throws ApiFailure {
      var tokens = session.client().tokens();
      session.answer(tokens, session.words().tokens(tokens));
      return Exit.DONE;
    }
  }

  @Command(name = "revoke", description = "A token opens nothing any more, at once.")
  static final class Revoke extends Asking.Ask {
    @Parameters(paramLabel = "TOKEN", description = "Its name, like t-0123456789ab.")
    private String token = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private Optional<String> reason = Optional.empty();

    @Override
    speeder.api.Command command(String id) {
      var revoke =
          speeder.api.Command.of(id, speeder.api.Command.REVOKE_TOKEN).with("token", token);
      return reason.map(revoke::because).orElse(revoke);
    }
  }
}
