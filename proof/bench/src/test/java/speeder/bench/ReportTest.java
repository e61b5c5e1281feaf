package speeder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Series OURS = new Series("ours", "us", List.of(3.0, 1.0, 2.0));
  private static final Series THEIRS = new Series("theirs", "us", List.of(2.0, 2.0, 2.0));

  @Test
  void the_table_shows_median_least_most_and_the_ratio_with_its_bound() {
    var table = report(2).table();
    assertTrue(table.contains("ours"), table);
    assertTrue(row(table, "ours").matches(".*2\\.00 +1\\.00 +3\\.00 +us"), table);
    assertTrue(row(table, "turn.ours-to-theirs").matches(".*1\\.00 x +at most 2\\.00.*"), table);
    assertTrue(table.endsWith("1 ratios, 0 out of bounds\n"), table);
  }

  @Test
  void a_ratio_out_of_bounds_is_named_and_the_report_does_not_hold() {
    var report = report(0.5);
    assertFalse(report.holds());
    assertTrue(row(report.table(), "turn.ours-to-theirs").contains("OUT"), report.table());
    assertTrue(report(2).holds());
  }

  @Test
  void json_holds_every_sample_and_whether_each_ratio_holds() {
    var json = report(0.5).json();
    assertTrue(json.contains("\"samples\":[3.0,1.0,2.0]"), json);
    assertTrue(
        json.contains("{\"holds\":false,\"most\":0.5,\"name\":\"turn.ours-to-theirs\""), json);
  }

  @Test
  void figures_have_three_digits_that_count() {
    assertEquals("12,345", Report.figure(12_345.4));
    assertEquals("12.3", Report.figure(12.34));
    assertEquals("1.23", Report.figure(1.234));
    assertEquals("0.012", Report.figure(0.0123));
  }

  private static String row(String table, String name) {
    return table
        .lines()
        .filter(it -> it.strip().startsWith(name + " "))
        .findFirst()
        .orElse("")
        .stripTrailing();
  }

  private static Report report(double most) {
    var ratio = Ratio.of("turn.ours-to-theirs", OURS, THEIRS);
    var findings = new Findings(List.of(OURS, THEIRS), List.of(ratio));
    var bounds = new Bounds(new TreeMap<>(Map.of(ratio.name(), most)));
    return new Report(List.of(new Report.Section("turn", "A turn", findings)), bounds);
  }
}
