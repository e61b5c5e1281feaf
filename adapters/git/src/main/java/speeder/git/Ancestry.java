package speeder.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import speeder.core.source.BadCommit;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// What is in whose history, in one mirror.
record Ancestry(String source, Repository repository) {
  private static final Pattern DIGITS =
      Pattern.compile("[0-9a-f]{%d,64}".formatted(Sources.DIGITS_MIN));

  Optional<Head> find(String digits) throws PortFailure {
    if (!DIGITS.matcher(digits).matches()) return Optional.empty();
    try (var walk = new RevWalk(repository)) {
      var id = Optional.ofNullable(repository.resolve(digits));
      var commit = id.isEmpty() ? Optional.<RevCommit>empty() : parsed(walk, id.get());
      return commit.isEmpty() ? Optional.empty() : Optional.of(head(commit.get()));
    } catch (AmbiguousObjectException several) {
      throw PortFailure.refused(
          "commit-ambiguous",
          "Several objects of %s begin with %s.".formatted(source, digits),
          "Name more of its digits.");
    } catch (IOException failure) {
      throw Faults.mirror(source, failure);
    }
  }

  boolean holds(ObjectId commit, ObjectId other) throws PortFailure {
    try (var walk = new RevWalk(repository)) {
      return holds(walk, walk.parseCommit(Ids.theirs(commit)), other);
    } catch (IOException failure) {
      throw Faults.history(source, commit, failure);
    }
  }

  Optional<Head> sound(ObjectId from, List<BadCommit> bad) throws PortFailure {
    try (var walk = new RevWalk(repository)) {
      var line = line(walk, from);
      int at = 0;
      while (at < line.size()) {
        var in = inTheWay(walk, line.get(at), bad);
        if (in.isEmpty()) return Optional.of(head(line.get(at)));
        at = firstWithout(walk, line, at, in.get());
      }
      return Optional.empty();
    } catch (IOException failure) {
      throw Faults.history(source, from, failure);
    }
  }

  List<Head> line(ObjectId from, ObjectId to) throws PortFailure {
    try (var walk = new RevWalk(repository)) {
      var base = walk.parseCommit(Ids.theirs(from));
      var line = new ArrayList<Head>();
      for (var commit : line(walk, to)) {
        line.add(head(commit));
        if (walk.isMergedInto(commit, base)) return List.copyOf(line);
      }
      return List.of();
    } catch (IOException failure) {
      throw Faults.history(source, to, failure);
    }
  }

  private List<RevCommit> line(RevWalk walk, ObjectId from) throws IOException, PortFailure {
    var line = new ArrayList<RevCommit>();
    var next = Optional.of(walk.parseCommit(Ids.theirs(from)));
    while (next.isPresent() && line.size() < Sources.LINE_MAX) {
      line.add(next.get());
      next = parent(walk, next.get());
    }
    return line;
  }

  private static Optional<RevCommit> parent(RevWalk walk, RevCommit commit) throws IOException {
    return commit.getParentCount() == 0
        ? Optional.empty()
        : Optional.of(walk.parseCommit(commit.getParent(0)));
  }

  /// A bad commit that a commit holds without its fix.
  private Optional<BadCommit> inTheWay(RevWalk walk, RevCommit commit, List<BadCommit> bad)
      throws IOException, PortFailure {
    for (var mark : bad) {
      boolean holds = holds(walk, commit, mark.at().commit());
      if (holds && (mark.fixedBy().isEmpty() || !holds(walk, commit, mark.fixedBy().get()))) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  /// Where the line, which holds a bad commit at an index, does not yet: whoever comes later holds
  /// it, so half of what is left need not be asked.
  private int firstWithout(RevWalk walk, List<RevCommit> line, int from, BadCommit bad)
      throws IOException, PortFailure {
    int holds = from;
    int without = line.size();
    while (without - holds > 1) {
      int middle = (holds + without) >>> 1;
      if (holds(walk, line.get(middle), bad.at().commit())) holds = middle;
      else without = middle;
    }
    return without;
  }

  private boolean holds(RevWalk walk, RevCommit commit, ObjectId other)
      throws IOException, PortFailure {
    var part = parsed(walk, Ids.theirs(other));
    return part.isPresent() && walk.isMergedInto(part.get(), commit);
  }

  private static Optional<RevCommit> parsed(RevWalk walk, AnyObjectId id) throws IOException {
    try {
      return Optional.of(walk.parseCommit(id));
    } catch (MissingObjectException | IncorrectObjectTypeException another) {
      return Optional.empty();
    }
  }

  private Head head(RevCommit commit) {
    return new Head(
        source,
        Ids.ours(commit),
        Ids.ours(commit.getTree()),
        commit.getCommitterIdent().getWhenAsInstant());
  }
}
