package speeder.core.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import speeder.core.route.Answer.Served;

/// What a route was decided on. The sentence is made only when somebody asks: an edge decides for
/// every request and says why for none.
///
/// @param debug what the debug header named, where it named anything
/// @param percent where the client stands in its lane, 0 to below 100
/// @param from start of the share that it is inside of, in percent
/// @param upTo end of that share
/// @param empty stages that would have taken the client, and have nothing that serves
public record Grounds(
    Optional<String> debug, double percent, double from, double upTo, List<String> empty) {
  public Grounds {
    empty = List.copyOf(empty);
  }

  static Grounds debug(String named) {
    return new Grounds(Optional.of(named), 0, 0, 0, List.of());
  }

  String sentence(Served served) {
    var lane = "Tenant %s is in lane %s".formatted(served.tenant(), served.lane());
    return switch (served.rule()) {
      case DEBUG_HEADER ->
          "The debug header names %s: the debug stage of lane %s."
              .formatted(debug.orElse(""), served.lane());
      case CANARY_SHARE -> lane + "; " + share(served.stage()) + asides();
      case MAIN -> lane + "; main takes what no share took." + asides();
    };
  }

  private String share(String stage) {
    return String.format(
        Locale.ROOT,
        "the client stands at %.2f %%, inside %s's share of %.0f to %.0f %%.",
        percent,
        stage,
        from,
        upTo);
  }

  private String asides() {
    var text = new StringBuilder();
    empty.forEach(stage -> text.append(" Nothing serves its stage ").append(stage).append('.'));
    debug.ifPresent(name -> text.append(" The debug header names no backend: ").append(name + "."));
    return text.toString();
  }
}
