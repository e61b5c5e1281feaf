package speeder.engine.port;

import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;

/// How long those who hold or want a lock may still be silent, by the store's own clock. Kept
/// beside the journal, so that it outlives a server; a renewal is no fact.
///
/// Once [#over] has told that a lease is over it stays so, whatever is renewed after: nobody
/// believes in a lock that the next one was granted for.
public interface Leases {
  /// A lease runs anew from now on, for so long. One that was not known begins.
  ///
  /// @param lock names the lease
  /// @return false where it was told to be over
  boolean renew(long lock, Duration lease) throws PortFailure;

  /// Which of these are over, now or since an earlier call. One that was not known begins; others
  /// are forgotten, unless their number is higher than all of these: whoever asks may be a server
  /// that was overtaken and knows less.
  ///
  /// @param leases how long each runs if it begins now
  SortedSet<Long> over(SortedMap<Long, Duration> leases) throws PortFailure;
}
