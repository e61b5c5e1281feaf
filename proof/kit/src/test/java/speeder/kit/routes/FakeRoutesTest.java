package speeder.kit.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;

class FakeRoutesTest extends RoutesContract {
  private final PortFailure lost = PortFailure.unknown("lost", "No answer came.", "Look.");

  @Override
  protected Routes routes() {
    return new FakeRoutes();
  }

  @Test
  void a_failure_told_happens_once_and_changes_nothing() throws Exception {
    var fake = new FakeRoutes();
    fake.failNext(lost);

    assertThrows(PortFailure.class, () -> fake.publish(table(1, "r-1"), token(1, 1)));
    assertEquals(Optional.empty(), fake.inForce());
  }

  @Test
  void a_lost_answer_leaves_the_deed_done() throws Exception {
    var fake = new FakeRoutes();
    fake.failNextThoughDone(lost);

    assertThrows(PortFailure.class, () -> fake.publish(table(1, "r-1"), token(1, 1)));
    assertEquals(table(1, "r-1"), fake.table().orElseThrow());
  }
}
