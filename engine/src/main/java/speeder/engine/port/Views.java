package speeder.engine.port;

import java.util.List;
import java.util.Optional;

/// Tables folded from the journal for pages and history: stamped with the offset they are folded up
/// to, disposable, rebuilt by replay.
public interface Views {
  /// Rows of one listing.
  int LIST_MAX = 1_000;

  enum Table {
    /// `lane/release`: what was sealed when, of which snapshot.
    RELEASES,
    /// `lane/rollout`: release, direction, when it began and ended, how.
    ROLLOUTS,
    /// `rollout/offset`: what happened in a rollout, in order.
    STEPS,
    /// `source/commit`: the snapshots that hold it.
    COMMITS,
    /// `code`: how often it was given.
    REFUSALS,
    /// `lane/offset`, or `/offset` where it is about the whole farm: who asked for what.
    AUDIT,
    /// `source/commit`: when a head was first seen.
    HEADS,
    /// `lane/source`: the newest of its commits that main served.
    LINES,
    /// `lane/source/commit`: when it passed which station until main served it.
    SERVED
  }

  /// Up to where, and by which fold, the tables stand.
  ///
  /// @param fold names the version of the folding; another one than today's calls for [#reset]
  /// @param offset of the last entry folded; 0 for none
  record Stamp(String fold, long offset) {}

  sealed interface Change {
    Table table();

    String key();

    /// Puts a row, or changes the one of this key.
    record Put(Table table, String key, String json) implements Change {}

    record Remove(Table table, String key) implements Change {}
  }

  /// A row as it stands.
  ///
  /// @param number in the order in which keys came, from 1; a row that changes keeps its own
  /// @param offset of the entry that last changed it
  record Row(long number, long offset, String key, String json) {}

  Stamp stamp() throws PortFailure;

  /// Empties all tables, for a replay by another fold.
  void reset(String fold) throws PortFailure;

  /// Applies what the entries up to `offset` change, and the stamp, all or nothing. An offset at or
  /// below the stamp was folded already and changes nothing.
  void apply(long offset, List<Change> changes) throws PortFailure;

  Optional<Row> get(Table table, String key) throws PortFailure;

  /// Rows whose key begins with a prefix, newest number first.
  ///
  /// @param before only rows below this number: the last one of the page before; [Long#MAX_VALUE]
  ///   for the first page
  List<Row> newest(Table table, String prefix, long before, int limit) throws PortFailure;

  /// How many rows begin with a prefix.
  long count(Table table, String prefix) throws PortFailure;
}
