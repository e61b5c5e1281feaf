package speeder.wiring;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Farm;
import speeder.routing.explain.Headers;
import speeder.routing.explain.Planned;

/// Who would serve a request, for the offline commands.
public final class Explaining {
  private Explaining() {}

  /// @param backend `lane/stage`, or the name of a lane that others deploy
  /// @param rule that decided; a code where nobody serves it
  /// @param shares of the lane's clients by stage; none where a header decided
  public record Explained(
      boolean served,
      Optional<String> tenant,
      Optional<String> lane,
      Optional<String> stage,
      Optional<String> backend,
      String rule,
      String why,
      List<Share> shares) {
    public Explained {
      shares = List.copyOf(shares);
    }
  }

  public record Share(String stage, int percent) {}

  /// By the manifest alone, as if every stage served.
  ///
  /// @param headers as curl's `-H` takes them, none of them with a fault
  public static Explained explain(Farm farm, URI url, List<String> headers) {
    var planned = Planned.of(farm, url, Headers.parse(headers));
    var found = planned.explanation();
    return new Explained(
        found.served(),
        found.tenant(),
        found.lane(),
        found.stage(),
        found.backend(),
        found.rule(),
        found.why(),
        planned.shares().stream().map(it -> new Share(it.stage(), it.percent())).toList());
  }

  /// What is wrong with a header, if anything is.
  public static Optional<String> fault(String header) {
    try {
      Headers.parse(List.of(header));
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }
}
