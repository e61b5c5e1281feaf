package speeder.kit.signals;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Expectation;
import speeder.core.supervision.Probed;
import speeder.core.supervision.Response;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Signals;

/// Made-up signals: what stands at an address answers as it was told, in no time. The same calls
/// give the same answers. They can be told to fail.
public final class FakeSignals implements Signals {
  private static final EdgeCounts SILENT = new EdgeCounts("edge-1", List.of());

  private final Map<String, Map<String, Response>> sites = new TreeMap<>();
  private final Map<String, String> healthy = new TreeMap<>();
  private EdgeCounts edge = SILENT;
  private @Nullable PortFailure next;

  @Override
  public synchronized List<Probed> probe(
      String address, String release, List<Expectation> expectations) throws PortFailure {
    failIfTold();
    var probed = new ArrayList<Probed>();
    for (var expectation : expectations) probed.add(probe(address, release, expectation));
    return List.copyOf(probed);
  }

  private Probed probe(String address, String release, Expectation expectation) {
    var site = Optional.ofNullable(sites.get(address));
    var answer = site.map(paths -> paths.get(path(expectation)));
    if (answer.isPresent()) return expectation.probed(answer.get(), release, 1);
    var named = Optional.ofNullable(healthy.get(address));
    if (named.filter(release::equals).isPresent()) {
      return new Probed(expectation.name(), Optional.empty(), named, 1);
    }
    if (named.isPresent()) {
      var failure = "expected release %s, but %s".formatted(release, named.get());
      return new Probed(expectation.name(), Optional.of(failure), named, 1);
    }
    return expectation.unanswered("nothing answers at " + address, 1);
  }

  private static String path(Expectation expectation) {
    return URI.create(expectation.url()).getRawPath();
  }

  @Override
  public synchronized EdgeCounts edge() throws PortFailure {
    failIfTold();
    return edge;
  }

  /// From now on an address meets every expectation, as this release; paths that were told an
  /// answer keep it.
  public synchronized void serves(String address, String release) {
    healthy.put(address, release);
  }

  /// From now on a path at an address answers so.
  public synchronized void answers(String address, String path, Response response) {
    sites.computeIfAbsent(address, _ -> new TreeMap<>()).put(path, response);
  }

  /// From now on nothing answers at an address.
  public synchronized void falls(String address) {
    healthy.remove(address);
    sites.remove(address);
  }

  public synchronized void edge(EdgeCounts counts) {
    edge = counts;
  }

  /// The next call fails so.
  public synchronized void failNext(PortFailure failure) {
    next = failure;
  }

  private void failIfTold() throws PortFailure {
    var failure = next;
    next = null;
    if (failure != null) throw failure;
  }
}
