package speeder.kit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static speeder.engine.port.Views.Table.RELEASES;
import static speeder.engine.port.Views.Table.STEPS;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.engine.port.Views.Change.Put;
import speeder.engine.port.Views.Change.Remove;
import speeder.engine.port.Views.Row;
import speeder.engine.port.Views.Stamp;

/// What a store of folded tables must do.
public abstract class ViewsContract {
  private Views views = new MemoryViews();

  protected abstract Views empty() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    views = empty();
    views.reset("fold/1");
  }

  @Test
  void rows_and_stamp_move_together() throws PortFailure {
    assertEquals(new Stamp("fold/1", 0), views.stamp());
    views.apply(7, List.of(new Put(RELEASES, "pretrain/r-1", "{\"a\":1}")));

    assertEquals(new Stamp("fold/1", 7), views.stamp());
    assertEquals(
        Optional.of(new Row(1, 7, "pretrain/r-1", "{\"a\":1}")),
        views.get(RELEASES, "pretrain/r-1"));
    assertEquals(Optional.empty(), views.get(STEPS, "pretrain/r-1"));
  }

  @Test
  void what_was_folded_already_changes_nothing() throws PortFailure {
    views.apply(7, List.of(new Put(RELEASES, "pretrain/r-1", "1")));
    views.apply(7, List.of(new Put(RELEASES, "pretrain/r-1", "2")));
    views.apply(3, List.of(new Remove(RELEASES, "pretrain/r-1")));

    assertEquals("1", views.get(RELEASES, "pretrain/r-1").orElseThrow().json());
    assertEquals(7, views.stamp().offset());
  }

  @Test
  void a_row_that_changes_keeps_its_number() throws PortFailure {
    views.apply(1, List.of(new Put(RELEASES, "a/1", "1"), new Put(RELEASES, "a/2", "1")));
    views.apply(2, List.of(new Put(RELEASES, "a/1", "2")));

    assertEquals(
        List.of(new Row(2, 1, "a/2", "1"), new Row(1, 2, "a/1", "2")),
        views.newest(RELEASES, "a/", Long.MAX_VALUE, 10));
  }

  @Test
  void a_list_is_newest_first_by_prefix_and_page() throws PortFailure {
    for (int i = 1; i <= 5; i++) {
      views.apply(
          i, List.of(new Put(RELEASES, "a/" + i, "" + i), new Put(RELEASES, "ab/" + i, "" + i)));
    }

    var first = views.newest(RELEASES, "a/", Long.MAX_VALUE, 2);
    assertEquals(List.of("a/5", "a/4"), keys(first));
    var second = views.newest(RELEASES, "a/", first.getLast().number(), 9);
    assertEquals(List.of("a/3", "a/2", "a/1"), keys(second));
    assertEquals(List.of("ab/5", "a/5"), keys(views.newest(RELEASES, "", Long.MAX_VALUE, 2)));
    assertEquals(List.of("ab/5"), keys(views.newest(RELEASES, "ab", Long.MAX_VALUE, 1)));
    assertEquals(List.of(), keys(views.newest(RELEASES, "%", Long.MAX_VALUE, 9)));
    assertEquals(5, views.count(RELEASES, "a/"));
    assertEquals(10, views.count(RELEASES, ""));
  }

  @Test
  void a_removed_row_is_gone_and_comes_back_as_a_new_one() throws PortFailure {
    views.apply(1, List.of(new Put(STEPS, "a", "1"), new Put(STEPS, "b", "1")));
    views.apply(2, List.of(new Remove(STEPS, "a"), new Remove(STEPS, "none")));
    views.apply(3, List.of(new Put(STEPS, "a", "2")));

    assertEquals(List.of("a", "b"), keys(views.newest(STEPS, "", Long.MAX_VALUE, 9)));
    assertEquals(3, views.get(STEPS, "a").orElseThrow().number());
  }

  @Test
  void a_reset_empties_all_and_begins_to_count_again() throws PortFailure {
    views.apply(4, List.of(new Put(STEPS, "a", "1"), new Put(RELEASES, "b", "1")));
    views.reset("fold/2");

    assertEquals(new Stamp("fold/2", 0), views.stamp());
    assertEquals(0, views.count(STEPS, ""));
    views.apply(1, List.of(new Put(STEPS, "c", "1")));
    assertEquals(1, views.get(STEPS, "c").orElseThrow().number());
  }

  private static List<String> keys(List<Row> rows) {
    return rows.stream().map(Row::key).toList();
  }
}
