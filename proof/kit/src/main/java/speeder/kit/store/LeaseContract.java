package speeder.kit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leadership.Address;
import speeder.engine.port.PortFailure;

/// What a right to lead must be that runs out when it is not renewed.
public abstract class LeaseContract extends LeadershipContract {
  /// Lets the lease that stands run out, by the clock that judges it.
  protected abstract void runOut(Leadership leadership) throws Exception;

  @Test
  void a_right_that_ran_out_is_anyones_and_who_held_it_hears_of_it() throws Exception {
    var leadership = free();
    var first = leadership.lead("alpha");
    runOut(leadership);
    assertEquals(Optional.empty(), leadership.holder());

    try (var second = leadership.lead("beta")) {
      var lost = assertThrows(PortFailure.class, first::renew);
      assertEquals("lead-lost", lost.why().code());
      assertThrows(PortFailure.class, () -> first.answersAt(new Address("http://a", "k")));
      first.close();
      assertEquals(Optional.of(second.holder()), leadership.holder());
    }
  }

  @Test
  void a_right_that_ran_out_and_that_nobody_took_can_be_kept() throws Exception {
    var leadership = free();
    try (var lead = leadership.lead("alpha")) {
      runOut(leadership);
      lead.renew();
      assertEquals(Optional.of(lead.holder()), leadership.holder());
    }
  }

  @Test
  void followers_hear_where_the_leader_answers_and_nobody_reads_the_key_in_words()
      throws Exception {
    var leadership = free();
    try (var lead = leadership.lead("alpha")) {
      assertEquals(Address.NOWHERE, leadership.holder().orElseThrow().address());
      lead.answersAt(new Address("http://127.0.0.1:7300", "correct-horse"));

      var told = leadership.holder().orElseThrow();
      assertEquals(new Address("http://127.0.0.1:7300", "correct-horse"), told.address());
      assertFalse(told.toString().contains("correct-horse"), "a key in words");
    }
  }
}
