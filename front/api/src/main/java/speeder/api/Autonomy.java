package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far automation goes, what it would have done where it may not, and what must be in place for
/// it.
public record Autonomy(List<Lane> lanes, List<Control> controls) {
  /// How far it goes: `observe`, `propose` or `act`.
  public static final List<String> LEVELS = List.of("observe", "propose", "act");

  /// @param requires controls that must have passed before it acts, and `missing` those that have
  ///   not
  /// @param open what it would do that people have neither done nor prevented yet
  /// @param decided the last that they did or prevented, newest first
  public record Lane(
      String lane,
      List<Stage> stages,
      List<String> requires,
      List<String> missing,
      Agreement agreement,
      List<Opinion> open,
      List<Opinion> decided) {}

  /// @param now how far it goes at the moment
  /// @param allowed how far it was let go; what is missing may keep it from that
  /// @param ceiling the farthest that the manifest lets it go
  public record Stage(String stage, String now, String allowed, String ceiling) {}

  /// What people must have done before it may go farther, and have done.
  ///
  /// @param decisions and `percent` of them that must agree, of the time `within`
  /// @param agreed of those `made` in that time
  public record Agreement(int decisions, int percent, String within, int agreed, int made) {}

  /// What automation would have done.
  ///
  /// @param move `set-out`, `go-on` or `take-back`
  /// @param match `agreed` or `differed`, once people `did` something, `then`
  public record Opinion(
      long id,
      Instant at,
      String move,
      String release,
      Optional<Long> rollout,
      String stage,
      String why,
      Optional<String> match,
      Optional<String> did,
      Optional<Instant> then) {}

  /// @param what it is about, for people
  /// @param valid how long a pass counts at most
  /// @param by who said last whether it is in place, `since` when, `reason` why; nobody yet
  /// @param until when its pass ends
  /// @param lanes that require it
  public record Control(
      String control,
      String what,
      String valid,
      boolean passed,
      Optional<String> by,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<String> reason,
      List<String> lanes) {}
}
