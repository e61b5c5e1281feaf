package speeder.edge;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;
import speeder.core.route.RouteTable.Backend;

/// Requests under way, and the backends that have them.
final class Flights {
  private final Set<Flight> flying = ConcurrentHashMap.newKeySet();

  /// One attempt at a backend. Ended once, whatever became of it.
  final class Flight {
    private final Backend backend;
    private @Nullable Request request;
    private boolean cut;

    private Flight(Backend backend) {
      this.backend = backend;
    }

    /// What goes out for it: one that was cut off before goes no further.
    void goesOutAs(Request out) {
      if (wasCutBefore(out)) abort(out);
    }

    private synchronized boolean wasCutBefore(Request out) {
      request = out;
      return cut;
    }

    private void cut() {
      var out = cutNow();
      if (out != null) abort(out);
    }

    private synchronized @Nullable Request cutNow() {
      cut = true;
      return request;
    }

    private void abort(Request out) {
      var _ = out.abort(new IOException("Nobody is at " + backend.address() + " any more."));
    }

    void end() {
      flying.remove(this);
    }

    private boolean isAt(String where) {
      return backend.address().equals(where) || backend.release().equals(where);
    }
  }

  Flight begin(Backend backend) {
    var flight = new Flight(backend);
    flying.add(flight);
    return flight;
  }

  /// @param where an address or a release
  long at(String where) {
    return flying.stream().filter(flight -> flight.isAt(where)).count();
  }

  /// Ends what is under way to an address as if its connection had broken. A container that is gone
  /// with its network sends no word of it.
  ///
  /// @return how many they were
  long cut(String address) {
    var all = List.copyOf(flying).stream().filter(it -> it.backend.address().equals(address));
    var found = all.toList();
    found.forEach(Flight::cut);
    return found.size();
  }
}
