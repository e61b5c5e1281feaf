package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What runs where and what is on its way: all that the page shows.
///
/// @param server that answers, and whether it leads or follows
/// @param offset of the last fact this knows, `at` its time; `now` is the server's clock
/// @param edge where the lanes' traffic comes in, and what it is known to use
/// @param waiting deeds that failed and will be tried again
/// @param deeds that run now
/// @param out targets out of use
/// @param unread sources that cannot be read; a follower knows of none
/// @param marks what people said of sources and single commits
/// @param holds every hold that stands, also of sources
/// @param approvals what waits for others to want it, too
public record Status(
    String farm,
    Server server,
    long offset,
    Instant at,
    Instant now,
    List<LaneStatus> lanes,
    List<Slot> slots,
    Edge edge,
    List<Delay> waiting,
    List<Deed> deeds,
    List<Out> out,
    List<Unread> unread,
    List<Mark> marks,
    List<Hold> holds,
    List<Approvals.Proposal> approvals) {

  /// @param leader whom it follows; nothing where it leads itself, or nobody does
  /// @param lag how many milliseconds ago it last knew all that stood in the journal
  public record Server(String name, boolean leads, Optional<String> leader, long lag) {}

  /// @param status WANTED, READY, FAILED, UNSURE or RETIRING
  /// @param weight percent of its place's traffic
  public record Slot(
      String lane,
      String target,
      String stage,
      String release,
      String status,
      Instant since,
      int weight,
      Optional<String> address,
      Optional<Reason> failure) {}

  /// @param wanted offset of the newest routing fact; `inForce` of the one the edge is known to use
  /// @param unsure whether what it uses must be asked first
  /// @param down whether nobody answers for it: it is being started anew
  public record Edge(String url, long wanted, long inForce, boolean unsure, boolean down) {}

  public record Delay(
      String kind, String place, int attempt, Optional<Instant> until, Reason why) {}

  /// @param key names its log
  /// @param line what it last said; nothing where that is private
  public record Deed(String key, String kind, String place, Instant since, Optional<String> line) {}

  public record Out(String target, String reason) {}

  /// @param since the first look that found it so
  public record Unread(String source, Instant since, Reason why) {}

  /// @param kind PIN, BAD or KEPT
  /// @param commit nothing where a source is pinned to what each lane has
  /// @param fixedBy whoever holds this, too, is sound
  /// @param until when it goes by itself
  public record Mark(
      String kind,
      String source,
      Optional<String> commit,
      Optional<String> fixedBy,
      String reason,
      String by,
      Instant since,
      Optional<Instant> until) {}

  /// A refusal's three words.
  public record Reason(String code, String sentence, String remedy) {}

  public Optional<LaneStatus> lane(String name) {
    return lanes.stream().filter(lane -> lane.lane().equals(name)).findFirst();
  }
}
