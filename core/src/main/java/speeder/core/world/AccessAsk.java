package speeder.core.world;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.value.Digest;

/// What can be asked about who may what.
public sealed interface AccessAsk extends Ask {
  /// Let a principal in.
  ///
  /// @param hash of the secret, which whoever asks has made: nobody else ever sees it
  /// @param lasts [speeder.core.access.Access#LIFETIME] unless said
  record IssueToken(
      Digest hash, String principal, SortedSet<String> groups, Optional<Duration> lasts)
      implements AccessAsk {
    public IssueToken {
      groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }
  }

  record RevokeToken(String token, String reason) implements AccessAsk {}
}
