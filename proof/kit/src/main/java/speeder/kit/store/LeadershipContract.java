package speeder.kit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import speeder.engine.port.Leadership;
import speeder.engine.port.PortFailure;

/// What the right to lead must be, wherever it is kept.
public abstract class LeadershipContract {
  /// A right that nobody holds.
  protected abstract Leadership free() throws Exception;

  @Test
  void nobody_holds_a_right_that_nobody_took() throws Exception {
    assertEquals(Optional.empty(), free().holder());
  }

  @Test
  void who_came_first_holds_it_and_a_second_is_refused_by_its_name() throws Exception {
    var leadership = free();
    try (var lead = leadership.lead("alpha")) {
      assertEquals("alpha", lead.holder().server());
      assertEquals(ProcessHandle.current().pid(), lead.holder().pid());
      assertEquals(Optional.of(lead.holder()), leadership.holder());

      var refused = assertThrows(PortFailure.class, () -> leadership.lead("beta"));
      assertEquals("already-running", refused.why().code());
      assertTrue(refused.why().sentence().startsWith("alpha (process "), refused.getMessage());
    }
  }

  @Test
  void a_right_that_is_given_back_is_free_at_once() throws Exception {
    var leadership = free();
    leadership.lead("alpha").close();
    assertEquals(Optional.empty(), leadership.holder());
    try (var lead = leadership.lead("beta")) {
      assertEquals(Optional.of(lead.holder()), leadership.holder());
    }
  }

  @Test
  void a_right_that_is_renewed_stays_and_its_clock_goes_forward() throws Exception {
    var leadership = free();
    try (var lead = leadership.lead("alpha")) {
      var first = lead.renew();
      var second = lead.renew();
      assertTrue(!second.isBefore(first), first + " then " + second);
      assertTrue(!lead.holder().since().isAfter(first), "since " + lead.holder().since());
      assertThrows(PortFailure.class, () -> leadership.lead("beta"));
    }
  }

  @Test
  void of_many_who_try_at_once_one_leads() throws Exception {
    var leadership = free();
    var leads = Collections.synchronizedList(new ArrayList<Leadership.Lead>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 8; i++) {
        var server = "server-" + i;
        tries.add(() -> tried(leadership, server, leads));
      }
      for (var done : threads.invokeAll(tries)) done.get();
    }
    assertEquals(1, leads.size());
    leads.getFirst().close();
  }

  private static boolean tried(Leadership leadership, String server, List<Leadership.Lead> leads)
      throws PortFailure {
    try {
      return leads.add(leadership.lead(server));
    } catch (PortFailure refused) {
      assertEquals("already-running", refused.why().code());
      return false;
    }
  }
}
