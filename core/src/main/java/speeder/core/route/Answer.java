package speeder.core.route;

import java.util.Optional;
import speeder.core.route.RouteTable.Backend;
import speeder.core.value.Refusal;

/// Who serves one request, and why.
public sealed interface Answer {
  /// A sentence for people: the rule, with the numbers it went by.
  String why();

  /// @param stage name of the stage in the lane
  /// @param otherwise where a request that found nobody at `backend` may be asked once more: the
  ///   same stage's next choice; empty where `backend` is the only one with weight
  /// @param newClient what the client is to be known by from now on, where that decides something
  ///   and the request named none
  record Served(
      String tenant,
      String lane,
      String stage,
      Backend backend,
      Optional<Backend> otherwise,
      Rule rule,
      Grounds grounds,
      Optional<String> newClient)
      implements Answer {
    /// Whether a shared cache may keep the answer as its own headers say; never for a debug route.
    public boolean cacheable() {
      return rule != Rule.DEBUG_HEADER;
    }

    @Override
    public String why() {
      return grounds.sentence(this);
    }
  }

  record NotServed(Reason reason, Refusal refusal) implements Answer {
    @Override
    public String why() {
      return refusal.sentence();
    }
  }

  /// Which of the rules decided.
  enum Rule {
    /// The debug header named a backend of the table.
    DEBUG_HEADER,
    /// The client is one of the lane's canary share.
    CANARY_SHARE,
    /// What no other rule took.
    MAIN
  }

  enum Reason {
    /// No tenant has this host.
    UNKNOWN_HOST,
    /// The tenant's or debug backend's lane is not in the table.
    UNKNOWN_LANE,
    /// The debug stage that the header asks for has no backend with weight. Another stage never
    /// stands in: who debugs must know what answered.
    DEBUG_EMPTY,
    /// No stage of the lane that takes this client has a backend with weight.
    LANE_EMPTY
  }
}
