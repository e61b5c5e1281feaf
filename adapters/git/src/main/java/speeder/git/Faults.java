package speeder.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import speeder.core.source.ObjectId;
import speeder.core.source.Source;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;

/// Says what went wrong with a source so that a person can act on it. Addresses are shown without
/// credentials.
final class Faults {
  private Faults() {}

  static Refusal of(Source source, Exception failure) {
    var at = source.name() + " (" + new Address(source.git()).shown() + ")";
    if (any(failure, NoRemoteRepositoryException.class)
        || any(failure, RepositoryNotFoundException.class)) return notFound(source);
    if (denied(failure)) {
      return new Refusal(
          "source-denied",
          at + " asks for a sign-in, or refuses the one it got.",
          "Give this machine the right to read it.");
    }
    if (any(failure, InterruptedIOException.class)) {
      return new Refusal(
          "source-timed-out",
          at + " did not answer within " + GitSources.SOURCE_TIMEOUT_SECONDS + " s.",
          "Look at the network and that server; the next look tries again.");
    }
    if (any(failure, ConnectException.class)
        || any(failure, UnknownHostException.class)
        || any(failure, NoRouteToHostException.class)) {
      return new Refusal(
          "source-unreachable",
          at + " is out of reach.",
          "Look at the network and that server; the next look tries again.");
    }
    if (any(failure, MissingObjectException.class)) {
      return new Refusal(
          "source-incomplete",
          at + " lacks an object that its branch holds: " + said(failure),
          "Repair that repository: git fsck.");
    }
    return new Refusal(
        "source-unreadable",
        at + " could not be read: " + said(failure),
        "Try it by hand: git ls-remote " + new Address(source.git()).shown());
  }

  static Refusal notFound(Source source) {
    return new Refusal(
        "source-not-found",
        "There is no git repository for %s at %s."
            .formatted(source.name(), new Address(source.git()).shown()),
        "Fix `git` of that source in the manifest, or create the repository.");
  }

  static Refusal noBranch(Source source, Optional<String> nearest) {
    return new Refusal(
        "branch-not-found",
        "%s has no branch %s.".formatted(source.name(), source.branch()),
        nearest.map(name -> "Did you mean %s? ".formatted(name)).orElse("")
            + "Fix `branch` of that source in the manifest, or push the branch.");
  }

  static Refusal empty(Source source) {
    return new Refusal(
        "source-empty",
        "The repository of %s has no commit yet.".formatted(source.name()),
        "Push its branch " + source.branch() + ".");
  }

  static PortFailure unknown(String source) {
    return PortFailure.refused(
        "source-unknown",
        "No source is called %s.".formatted(source),
        "Use a name of the manifest's `sources`.");
  }

  static PortFailure notAtHand(String source, ObjectId id) {
    return PortFailure.failed(
        "object-missing",
        "The object %s of %s is not at hand.".formatted(id.brief(), source),
        "Read the source's head again, or repair its repository: git fsck.");
  }

  /// Why a commit's history could not be walked.
  static PortFailure history(String source, ObjectId commit, IOException failure) {
    return failure instanceof MissingObjectException missing
        ? notAtHand(source, Ids.ours(missing.getObjectId()))
        : mirror(source + " at " + commit.brief(), failure);
  }

  static PortFailure mirror(String source, IOException failure) {
    return PortFailure.failed(
        "mirror-unreadable",
        "The mirror of %s could not be used: %s".formatted(source, said(failure)),
        "Look at the disk; a damaged mirror may be deleted and is fetched again.");
  }

  private static boolean denied(Exception failure) {
    return chain(failure)
        .map(cause -> said(cause).toLowerCase(Locale.ROOT))
        .anyMatch(text ->
            text.contains("not authorized")
                || text.contains("authentication")
                || text.contains("not permitted"));
  }

  private static boolean any(Throwable failure, Class<? extends Throwable> kind) {
    return chain(failure).anyMatch(kind::isInstance);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  private static String said(Throwable failure) {
    var text = Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getName());
    return Address.redact(text);
  }
}
