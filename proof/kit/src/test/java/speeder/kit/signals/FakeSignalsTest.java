package speeder.kit.signals;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.supervision.EdgeCounts;
import speeder.engine.port.Signals;

class FakeSignalsTest extends SignalsContract {
  private final FakeSignals signals = new FakeSignals();

  FakeSignalsTest() {
    site().forEach((path, response) -> signals.answers(address(), path, response));
  }

  @Test
  void a_healthy_address_meets_whatever_is_expected_of_its_release() throws Exception {
    signals.serves("10.0.0.9:80", RELEASE);
    var asked = List.of(Asked.get("/any").status(418).contains("tea").expectation());

    assertTrue(signals.probe("10.0.0.9:80", RELEASE, asked).getFirst().met());
    assertFalse(signals.probe("10.0.0.9:80", "r-2", asked).getFirst().met());
    signals.falls("10.0.0.9:80");
    assertFalse(signals.probe("10.0.0.9:80", RELEASE, asked).getFirst().met());
  }

  @Override
  protected Signals signals() {
    return signals;
  }

  @Override
  protected String address() {
    return "10.0.0.1:80";
  }

  @Override
  protected String nowhere() {
    return "10.0.0.2:80";
  }

  @Override
  protected void count(EdgeCounts counts) {
    signals.edge(counts);
  }
}
