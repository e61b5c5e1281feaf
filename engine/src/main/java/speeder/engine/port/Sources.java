package speeder.engine.port;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import speeder.core.source.BadCommit;
import speeder.core.source.Commit;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.source.Tie;

/// Heads of the sources, and files of their commits.
public interface Sources {
  /// Reads the heads once, concurrently, in the order given. The objects of every commit that comes
  /// back are at hand.
  ///
  /// @throws PortFailure only where no source at all can be read for a reason of this machine (no
  ///   space, no permission)
  List<Reading> read(List<Source> sources) throws PortFailure;

  /// One file of a commit, or nothing where there is none.
  ///
  /// @throws PortFailure where the commit is not at hand, or the file is larger than
  ///   `FILE_BYTES_MAX`
  Optional<byte[]> file(String source, ObjectId commit, String path) throws PortFailure;

  /// The commit that these hex digits begin, all of them or the first [#DIGITS_MIN] at least;
  /// nothing where no commit at hand begins so.
  ///
  /// @throws PortFailure refused `commit-ambiguous` where several do
  Optional<Head> find(String source, String digits) throws PortFailure;

  /// Whether a commit is another, or has it in its history. What is not at hand is in none.
  ///
  /// @throws PortFailure where `commit` itself is not at hand
  boolean holds(String source, ObjectId commit, ObjectId other) throws PortFailure;

  /// The newest commit on the line of first parents from `from`, that one included, which holds no
  /// bad commit without its fix; nothing where there is none among the first [#LINE_MAX].
  ///
  /// @throws PortFailure where `from` is not at hand
  Optional<Head> sound(String source, ObjectId from, List<BadCommit> bad) throws PortFailure;

  /// The line of first parents from `to` down to the first commit that `from` holds, newest first,
  /// that one included; at most [#LINE_MAX] of them.
  ///
  /// @return nothing where the line does not come to such a commit
  /// @throws PortFailure where a commit is not at hand
  List<Head> line(String source, ObjectId from, ObjectId to) throws PortFailure;

  /// What the commits that `to` holds and `from` does not depend on by their footers; of the newest
  /// [#LINE_MAX].
  ///
  /// @throws PortFailure where a commit is not at hand
  List<Tie> ties(String source, ObjectId from, ObjectId to) throws PortFailure;

  /// Which of some changes a commit has in its history: the commit that brings each, among the
  /// newest [#LINE_MAX].
  ///
  /// @param changes as [speeder.core.source.Footers] names them
  /// @throws PortFailure where the commit is not at hand
  SortedMap<String, ObjectId> changes(String source, ObjectId commit, Set<String> changes)
      throws PortFailure;

  /// The commits that `to` holds and `from` does not, newest first, at most [#COMMITS_MAX] of them.
  /// Without `from`, the history of `to`.
  ///
  /// @throws PortFailure where a commit is not at hand
  Described describe(String source, Optional<ObjectId> from, ObjectId to) throws PortFailure;

  /// @param more whether there are more commits than were named
  record Described(List<Commit> commits, boolean more) {
    public Described {
      commits = List.copyOf(commits);
    }
  }

  /// Says which sources may have moved, until closed. Notices of file events come at once, others
  /// by poll. A notice says where to look, never what is there.
  Notices watch(Collection<Source> sources, Consumer<String> stirred);

  /// Ends a watch.
  interface Notices extends AutoCloseable {
    @Override
    void close();
  }

  int FILE_BYTES_MAX = 1 << 20;
  int COMMITS_MAX = 100;
  int DIGITS_MIN = 7;
  int LINE_MAX = 10_000;
}
