package speeder.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FootersTest {
  private static final ObjectId COMMIT = new ObjectId("0123456789".repeat(4));
  private static final String ID = "I" + "fedcba9876".repeat(4);
  private static final String PLAIN_ID = ID.toLowerCase(Locale.ROOT);

  @Test
  void a_change_goes_by_its_id_its_address_and_its_commit() {
    var message =
        """
        Show it

        Some text.

        Bug: T1
        Change-Id: %s
        Reviewed-on: https://review.example.org/c/core/+/12345/
        """
            .formatted(ID);

    assertEquals(
        List.of(COMMIT.hex(), "https://review.example.org/c/core/+/12345", PLAIN_ID),
        List.copyOf(Footers.names(message, COMMIT)));
  }

  @Test
  void each_footer_is_a_line_of_its_own_and_a_patch_set_is_left_out() {
    var message =
        """
        Use it

        It depends on nothing. Depends-On: this-is-text

        depends-on: %s
        Depends-On: https://review.example.org/c/core/+/12345/7
        Depends-On: https://git.example.org/core/pull/8/
        """
            .formatted(ID);

    assertEquals(
        List.of(
            PLAIN_ID,
            "https://review.example.org/c/core/+/12345",
            "https://git.example.org/core/pull/8"),
        Footers.dependsOn(message));
  }

  @Test
  void a_message_without_footers_says_nothing() {
    assertTrue(Footers.dependsOn("Show it\n\nText.\n").isEmpty());
    assertEquals(List.of(COMMIT.hex()), List.copyOf(Footers.names("Show it", COMMIT)));
  }
}
