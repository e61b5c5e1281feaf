package speeder.engine.port;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import speeder.core.source.Commit;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;

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
}
