package speeder.manifest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.access.Action.Rank;
import speeder.core.farm.Acting;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.External;
import speeder.core.farm.Farm;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.ImagePlan.Base;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.farm.LockRules.Kind;
import speeder.core.farm.Paths;
import speeder.core.farm.Policies.Approval;
import speeder.core.farm.Policies.Control;
import speeder.core.farm.Policies.Role;
import speeder.core.farm.Secret;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;
import speeder.core.farm.StopSignal;
import speeder.core.farm.Target;
import speeder.core.farm.Tenant;
import speeder.core.farm.Triggers;
import speeder.core.source.Relation;
import speeder.core.source.Source;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.manifest.Parsed.SourcePlace;

class ManifestReaderTest {
  private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
  private static final Path WHOLE = RESOURCES.resolve("whole");

  private final Farm whole = farm(WHOLE.resolve("speeder.yaml"));
  private final Lane pretrain = whole.lane("pretrain").orElseThrow();

  @Test
  void sources_come_from_the_manifest_its_lists_and_config() {
    assertEquals(
        List.of("config", "core", "ext/Cite", "ext/Math", "vendor"),
        whole.sources().stream().map(Source::name).toList());
    assertEquals(
        Optional.of(
            new Source(
                "ext/Cite",
                "https://git.example.org/ext/Cite.git",
                "master",
                "/srv/app/extensions/Cite",
                false,
                Source.Kind.CODE)),
        whole.source("ext/Cite"));
    assertEquals(
        new Source(
            "config",
            "file:///srv/git/config.git",
            "main",
            "/srv/config",
            false,
            Source.Kind.CONFIGURATION),
        whole.source("config").orElseThrow());
    assertEquals("wmf/next", whole.source("core").orElseThrow().branch());
    assertEquals(true, whole.source("core").orElseThrow().required());
  }

  @Test
  void a_default_role_keeps_its_actions_and_a_short_one_has_the_group_of_its_name() {
    var roles = whole.policies().roles();
    assertEquals(
        new Role("tester", List.of("QTE"), Rank.TESTER.actions(), List.of("pretrain")),
        roles.getFirst());
    assertEquals(
        new Role("helpers", List.of("helpers"), List.of("deploy", "hold"), List.of()),
        roles.getLast());
  }

  @Test
  void what_more_than_one_person_must_want_is_read() {
    assertEquals(
        List.of(
            new Approval("waive", 3, List.of("SRE", "QTE"), Duration.ofHours(4)),
            new Approval("deploy", 2, List.of(), Duration.ofDays(1))),
        whole.policies().approvals());
  }

  @Test
  void relative_paths_start_from_the_manifests_folder() {
    assertEquals(
        "file://" + WHOLE.resolve("repos/vendor.git"), whole.source("vendor").orElseThrow().git());
    assertEquals(List.of(WHOLE.resolve("evidence.jsonl").toString()), pretrain.gate().evidence());
    assertEquals(
        new Base("oci:" + WHOLE.resolve("bases/debug"), new Digest("sha256:" + "2".repeat(64))),
        whole.image().variant("debug").orElseThrow().base());
    assertEquals(
        Map.of("/run/mysqld", "/run/mysqld", WHOLE.resolve("sockets").toString(), "/run/sockets"),
        whole.workloads().getFirst().mounts());
  }

  @Test
  void a_base_is_a_repository_without_its_tag_and_a_digest() {
    assertEquals(
        new Base("registry.example.org:5000/php", new Digest("sha256:" + "1".repeat(64))),
        whole.image().base());
    assertEquals(whole.image().base(), whole.image().variant("web").orElseThrow().base());
    assertEquals("registry.example.org/app", whole.imagesTo());
  }

  @Test
  void a_lane_is_what_its_keys_say() {
    var change = new Triggers.Change(Duration.ofMinutes(5), Duration.ofMinutes(20));
    var zone = "Europe/Berlin";
    assertEquals(
        new Triggers(
            Optional.of(change),
            List.of(new Triggers.Cron("30 7 * * 1-5", zone), new Triggers.Cron("@weekly", zone))),
        pretrain.when());
    assertEquals("https://calendar.example.org/freezes.ics", pretrain.freezes().getLast());
    assertTrue(pretrain.freezes().getFirst().endsWith("/freezes.ics"));
    assertEquals(List.of("one", "two"), pretrain.targets());
    assertEquals(
        List.of(
            new Stage("debug", StageKind.DEBUG, 0, Duration.ZERO, checks("all")),
            new Stage("canary", StageKind.CANARY, 20, Duration.ofMinutes(10), checks("canary")),
            new Stage("main", StageKind.MAIN, 100, Duration.ZERO, checks("all"))),
        pretrain.stages());
    assertEquals(new Lane.Watch(Duration.ofMinutes(30), 0.005, 250), pretrain.watch());
    assertEquals(new Lane.Keep(2, 3, 5), pretrain.keep());
    assertEquals(List.of("unit", "api"), pretrain.gate().suites());
    assertEquals(GatePolicy.Unknown.SHUT, pretrain.gate().unknown());
  }

  private static List<String> checks(String name) {
    return List.of(WHOLE.resolve("checks/" + name + ".yaml").toString());
  }

  @Test
  void configuration_has_stages_a_gate_and_a_window_of_its_own() {
    var path = pretrain.paths().configuration().orElseThrow();
    assertEquals(List.of("config"), path.sources());
    assertEquals(
        List.of("canary PT30S", "main PT0S"),
        path.stages().stream().map(it -> it.name() + " " + it.bake()).toList());
    assertEquals(
        List.of(WHOLE.resolve("checks/brief.yaml").toString()),
        path.stages().getFirst().expectations());
    assertEquals(20, path.stages().getFirst().sharePercent());
    assertEquals(Duration.ofMinutes(10), path.window());
    assertEquals(List.of(), path.gate().suites());
    assertEquals(Paths.NONE, whole.lane("nightly").orElseThrow().paths());
  }

  @Test
  void a_relation_says_where_names_are_declared() {
    assertEquals(
        new Relation(
            "config",
            "settings.json",
            "/settings",
            Relation.Kind.DECLARED,
            "ext/*",
            "extension.json",
            "/config"),
        whole.relations().getLast());
  }

  @Test
  void a_relation_says_whose_footers_count() {
    assertTrue(whole.relations().contains(Relation.footers("*")), "" + whole.relations());
  }

  @Test
  void what_a_lane_leaves_out_has_a_default() {
    var nightly = whole.lane("nightly").orElseThrow();

    assertEquals(Triggers.BY_HAND, nightly.when());
    assertEquals(GatePolicy.OPEN, nightly.gate());
    assertEquals(List.of("web"), nightly.workloads());
    assertEquals(new Lane.Watch(Duration.ofHours(1), 0.01, 100), nightly.watch());
    assertEquals(new Lane.Keep(3, 4, 10), nightly.keep());
  }

  @Test
  void how_far_automation_goes_is_said_by_lane_and_stage() {
    assertEquals(
        new Acting(
            Autonomy.ACT,
            new TreeMap<>(Map.of("canary", Autonomy.PROPOSE)),
            List.of("shared-caches", "schema-preflight"),
            new Acting.Agreement(20, 95, Duration.ofDays(14))),
        pretrain.acting());
    assertEquals(Acting.FREELY, whole.lane("nightly").orElseThrow().acting());
    assertEquals(
        List.of(
            new Control("shared-caches", "keys are read by old code and back", Duration.ofDays(7)),
            new Control("schema-preflight", "", Control.VALID)),
        whole.policies().controls());
  }

  @Test
  void an_external_lane_has_nothing_of_ours() {
    var train = whole.lane("train").orElseThrow();

    assertEquals(true, train.external());
    assertEquals(
        Optional.of(
            new External(
                List.of("/var/lock/scap-global-lock", WHOLE.resolve("locks/train").toString()),
                List.of("bin/train-status", "--json"),
                Optional.of("http://127.0.0.1:9999/train"),
                false)),
        train.others());
    assertEquals(Optional.of(External.UNSEEN), whole.lane("others").orElseThrow().others());
    assertEquals(List.of(), train.stages());
    assertEquals(List.of(), train.workloads());
  }

  @Test
  void locks_say_what_gives_way_to_what() {
    assertEquals(
        new LockRules(
            new TreeMap<>(
                Map.of(
                    "nightly",
                    new Kind(50, List.of("hotfix", "train"), List.of()),
                    "train",
                    new Kind(200, List.of(), List.of("schema")),
                    "hotfix",
                    Kind.of(900),
                    "schema",
                    Kind.of(Kind.PRIORITY))),
            new TreeMap<>(Map.of("pretrain", "nightly")),
            Duration.ofSeconds(20)),
        whole.policies().locks());
    assertEquals(LockRules.USUAL, farm(RESOURCES.resolve("folder")).policies().locks());
  }

  @Test
  void targets_are_those_the_lanes_name() {
    assertEquals(
        List.of(new Target("one", Target.Kind.LOCAL), new Target("two", Target.Kind.LOCAL)),
        whole.targets());
  }

  @Test
  void tenants_come_from_a_list_with_the_rest_filled_in() {
    assertEquals(
        List.of(
            new Tenant("aawiki", List.of("aa.example.org", "aa.m.example.org"), "pretrain"),
            new Tenant("bbwiki", List.of("bb.example.org"), "train")),
        whole.tenants());
  }

  @Test
  void a_workload_measures_in_bytes_and_seconds() {
    var web = whole.workloads().getFirst();

    assertEquals(1L << 30, web.memoryBytes());
    assertEquals(0.5, web.cpus());
    assertEquals(90, web.startSeconds());
    assertEquals(Map.of("WORKERS", "4"), web.environment());
    assertEquals(Map.of("db-password", "/etc/speeder/db"), web.secretFiles());
  }

  @Test
  void a_workload_says_who_it_runs_as_and_what_ends_it() {
    var web = whole.workloads().getFirst();

    assertEquals(33, web.user());
    assertEquals(StopSignal.WINCH, web.stop());
  }

  @Test
  void a_lanes_secret_wins_over_its_workloads() {
    var file = WHOLE.resolve("secrets/pretrain-db").toString();

    assertEquals(Map.of("db-password", new Secret(file, "/run/secrets/db")), pretrain.secrets());
    var running = whole.workloadsOf(pretrain).getFirst();
    assertEquals(Map.of("db-password", file), running.secretFiles());
  }

  @Test
  void routes_name_where_to_listen_and_debug_backends() {
    assertEquals("127.0.0.1:9000", whole.routes().listen());
    assertEquals("X-Wikimedia-Debug", whole.routes().debugHeader());
    assertEquals(Map.of("next", "pretrain"), whole.routes().debugBackends());
  }

  @Test
  void a_folder_of_files_is_one_manifest() {
    var parts = farm(RESOURCES.resolve("folder"));

    assertEquals(List.of("core", "skin"), parts.sources().stream().map(Source::name).toList());
    assertEquals(1, parts.lanes().size());
  }

  @Test
  void the_document_reads_back_as_the_farm_and_is_the_same_every_time() {
    var good = good(WHOLE.resolve("speeder.yaml"));

    assertEquals(good.farm(), Json.read(good.document(), Farm.class));
    assertEquals(Digest.of(good.document()), good.digest());
    assertArrayEquals(good.document(), good(WHOLE.resolve("speeder.yaml")).document());
  }

  @Test
  void the_example_is_right() {
    var example = farm(Path.of("../../examples/minimal/speeder.yaml"));

    assertEquals("example", example.name());
  }

  @Test
  void the_largest_farm_is_read_within_seconds(@TempDir Path folder) throws IOException {
    var tenants = new StringBuilder("name\thosts\tlane\n");
    for (int i = 0; i < Farm.TENANTS_MAX; i++) {
      tenants.append("t%d\tt%d.example.org\tpretrain\n".formatted(i, i));
    }
    var names = new StringBuilder();
    for (int i = 0; i < Farm.SOURCES_MAX - 1; i++) names.append("s").append(i).append('\n');
    Files.writeString(folder.resolve("tenants.tsv"), tenants);
    Files.writeString(folder.resolve("names.txt"), names);
    var good = Files.readString(RESOURCES.resolve("faults/good.yaml"));
    Files.writeString(
        folder.resolve("speeder.yaml"),
        good.substring(0, good.indexOf("tenants:"))
                .replace(
                    "sources:\n",
                    "sources:\n  \"s/*\": {list: names.txt, git: \"r/{name}\", at: \"/s/{name}\"}\n")
            + "tenants: {list: tenants.tsv}\n");

    long start = System.nanoTime();
    var farm = farm(folder.resolve("speeder.yaml"));
    System.out.printf(
        "%d sources, %d tenants read in %.0f ms%n",
        farm.sources().size(), farm.tenants().size(), (System.nanoTime() - start) / 1e6);

    assertEquals(Farm.SOURCES_MAX, farm.sources().size());
    assertEquals(Farm.TENANTS_MAX, farm.tenants().size());
  }

  @Test
  void each_source_knows_where_its_address_and_its_branch_stand() {
    var places = good(WHOLE.resolve("speeder.yaml")).places();
    assertEquals(new SourcePlace("speeder.yaml:3:18", "speeder.yaml:3:60"), places.get("core"));
    assertEquals(new SourcePlace("speeder.yaml:4:18", "speeder.yaml:4:18"), places.get("vendor"));
    assertEquals(new SourcePlace("speeder.yaml:5:40", "speeder.yaml:5:40"), places.get("ext/Cite"));
    assertEquals(new SourcePlace("speeder.yaml:6:15", "speeder.yaml:6:53"), places.get("config"));
  }

  private static Farm farm(Path manifest) {
    return good(manifest).farm();
  }

  private static Parsed.Good good(Path manifest) {
    var parsed = ManifestReader.read(manifest);
    return assertInstanceOf(Parsed.Good.class, parsed, parsed::toString);
  }
}
