package speeder.engine.reckon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.evidence.Installed;
import speeder.core.farm.GatePolicy.Unknown;
import speeder.core.gate.Question;
import speeder.core.gate.Suite;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.engine.codec.Json;

class GateReportTest {
  private static final ObjectId CORE = new ObjectId("1".repeat(40));
  private static final ObjectId CITE = new ObjectId("2".repeat(40));
  private static final Snapshot SNAPSHOT =
      new Snapshot(
          List.of(
              new Pick("core", "/srv/app", CORE, CORE, Pick.Why.HEAD),
              new Pick("cite", "/srv/app/cite", CITE, CITE, Pick.Why.HEAD)),
          List.of());
  private static final Question QUESTION =
      Question.of(SNAPSHOT, List.of(Suite.ofAll("browser"), Suite.ofAll("phpunit")));

  @Test
  void a_report_names_what_is_covered_by_whom_and_what_is_to_run() {
    var report =
        GateReport.of(
            QUESTION,
            List.of(
                run("r:1", "phpunit", Installed.at("core", CORE), Installed.at("cite", CITE)),
                run("r:2", "browser", Installed.at("core", CORE))),
            Unknown.PASS);

    assertEquals("SELECTIVE", report.answer());
    assertFalse(report.open());
    assertEquals(List.of("phpunit"), report.covered());
    assertEquals(List.of("browser"), report.uncovered());
    assertEquals("browser", report.run().getFirst().suite());
    assertEquals("r:1", report.witnesses().getFirst().run());
    assertEquals(1, report.pairs().witnessed());
  }

  @Test
  void a_report_is_json_of_the_fields_that_scripts_read() {
    var report = GateReport.of(QUESTION, List.of(), Unknown.PASS);
    var json = new String(Json.bytes(report), StandardCharsets.UTF_8);

    assertTrue(report.open() && report.byPolicy());
    for (var field :
        List.of(
            "\"answer\":\"UNKNOWN\"",
            "\"covered\":[]",
            "\"uncovered\":[\"browser\",\"phpunit\"]",
            "\"run\":[{",
            "\"witnesses\":[]",
            "\"assumptions\":[{")) {
      assertTrue(json.contains(field), field + " is not in " + json);
    }
  }

  private static Evidence run(String id, String suite, Installed... installed) {
    return new Evidence(
        id,
        suite,
        Outcome.PASSED,
        List.of(installed),
        new TreeMap<>(),
        Optional.of(Instant.parse("2026-03-02T12:00:00Z")),
        Optional.of("https://ci.example.org/" + id));
  }
}
