package speeder.demo;

import java.util.List;
import java.util.SortedMap;

/// What the demo showed, as JSON.
///
/// @param url of the server's page and API, `edge` where the wikis answer
/// @param wikis tenant to where a browser finds it
/// @param tenant that the second deploy was for
/// @param snapshot and `release` of the second deploy, `seconds` of its stations
/// @param served the release that answered the tenant at the end
/// @param previous going back by route alone, `rollback` to a release whose containers were gone
public record Report(
    String url,
    String edge,
    SortedMap<String, String> wikis,
    String tenant,
    String snapshot,
    String release,
    Walk.Seconds seconds,
    String served,
    List<Rollout> rollouts,
    Rollback previous,
    Rollback rollback,
    Counts load) {

  /// @param reached stages that got traffic of it
  /// @param why what failed it, or else what its last step said
  public record Rollout(
      long id,
      String lane,
      String direction,
      String release,
      String phase,
      List<String> reached,
      String why,
      double seconds) {
    static Rollout of(Walk walk) {
      var began = walk.began();
      return new Rollout(
          walk.id(),
          began.lane(),
          began.isBack() ? "BACK" : "FORWARD",
          began.release(),
          walk.phase(),
          walk.exposed(),
          walk.why(),
          walk.duration());
    }
  }

  /// @param seconds from the command until the lane was steady
  public record Rollback(String release, double seconds) {}

  /// @param requests of the load, `perSecond` of them over its whole time
  /// @param errors answers of 500 and more
  /// @param dropped requests without an answer
  /// @param wrong answers that are not what they should be, or by a release that should not
  /// @param stages answers by `lane/stage`
  public record Counts(
      long requests,
      double perSecond,
      long errors,
      long dropped,
      long wrong,
      SortedMap<String, Long> stages) {
    @Override
    public String toString() {
      return "%,d requests, %.1f a second: %d errors, %d dropped, %d wrong"
          .formatted(requests, perSecond, errors, dropped, wrong);
    }
  }
}
