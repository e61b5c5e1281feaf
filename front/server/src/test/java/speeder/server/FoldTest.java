package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views.Row;
import speeder.engine.port.Views.Table;
import speeder.server.fold.Fold;

class FoldTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  @Test
  void tables_hold_what_the_journal_tells() throws PortFailure, InterruptedException {
    var desk = TestDesk.empty();
    try (var fold = Fold.start(desk)) {
      desk.change("core", "Feature");
      desk.pass();
      desk.change("core", "Fault");
      desk.judge(Answer.FAIL, "5.1 % errors");
      assertTrue(fold.await(desk.world().offset(), LONG_ENOUGH), "folded in time");
    }
    assertEquals(2, desk.views().count(Table.RELEASES, "pretrain/"));
    var rollouts = desk.views().newest(Table.ROLLOUTS, "pretrain/", Long.MAX_VALUE, 10);
    assertTrue(rollouts.getFirst().json().contains("\"phase\":\"WITHDRAWN\""), rollouts::toString);
    assertTrue(rollouts.getLast().json().contains("\"phase\":\"WATCHING\""), rollouts::toString);
    var steps = desk.views().newest(Table.STEPS, "", Long.MAX_VALUE, 100);
    assertTrue(steps.stream().anyMatch(it -> it.json().contains("5.1 % errors")), steps::toString);
    assertEquals(2, desk.views().count(Table.COMMITS, "core/"));
    assertEquals(1, desk.views().count(Table.COMMITS, "config/"));
  }

  @Test
  void a_fold_that_was_stopped_anywhere_ends_with_the_same_tables()
      throws PortFailure, InterruptedException {
    var whole = TestDesk.empty();
    var parts = TestDesk.empty();
    for (var desk : List.of(whole, parts)) {
      desk.change("core", "Feature");
      if (desk == parts) folded(desk);
      desk.pass();
      if (desk == parts) folded(desk);
      desk.change("ext/Cite", "Fix");
      desk.pass();
      folded(desk);
    }
    assertEquals(rows(whole), rows(parts));
  }

  private static void folded(TestDesk desk) throws PortFailure, InterruptedException {
    try (var fold = Fold.start(desk)) {
      assertTrue(fold.await(desk.world().offset(), LONG_ENOUGH), "folded in time");
    }
  }

  private static List<String> rows(TestDesk desk) throws PortFailure {
    var all = new ArrayList<String>();
    for (var table : Table.values()) {
      for (Row row : desk.views().newest(table, "", Long.MAX_VALUE, 1_000)) {
        all.add(row.key() + " " + row.json());
      }
    }
    all.sort(String::compareTo);
    return all;
  }
}
