package speeder.engine.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import speeder.core.rollout.RolloutFact;
import speeder.core.value.Actor;
import speeder.core.world.Fact;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// Every form that was ever written is kept as a golden entry, for ever. A changed record needs a
/// new version and an upcaster; `-Dgolden=write` writes what is missing, never over what is there.
class FactCodecTest {
  static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  static Stream<String> kinds() {
    return FactCodec.KINDS.stream().map(FactCodec.Kind::name);
  }

  static List<Path> golden() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_kind_is_written_as_its_golden_entry(String kind) throws IOException {
    var form = FactCodec.encode(Examples.ofKind(kind).orElseThrow());
    var file = GOLDEN.resolve(kind + ".v" + form.version() + ".json");
    if ("write".equals(System.getProperty("golden")) && !Files.exists(file)) {
      Files.write(file, form.body());
    }
    assertEquals(Files.readString(file), new String(form.body(), UTF_8), file.toString());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void what_is_written_is_read_back(String kind) throws PortFailure {
    var fact = Examples.ofKind(kind).orElseThrow();
    var form = FactCodec.encode(fact);
    assertEquals(fact, FactCodec.decode(entry(form.kind(), form.version(), form.body())));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void every_golden_entry_can_be_read(Path file) throws Exception {
    var name = file.getFileName().toString();
    int dot = name.lastIndexOf(".v");
    int version = Integer.parseInt(name.substring(dot + 2, name.length() - ".json".length()));
    var entry = entry(name.substring(0, dot), version, Files.readAllBytes(file));
    var expected = Examples.ofForm(entry.kind(), version).orElseThrow();
    assertEquals(expected, FactCodec.decode(entry));
  }

  @Test
  void there_is_an_example_of_every_kind_and_a_kind_of_every_fact() {
    var examples =
        Examples.ofEveryKind().stream()
            .map(fact -> FactCodec.encode(fact).kind())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(kinds().collect(Collectors.toCollection(TreeSet::new)), examples);
    var records =
        Examples.ofEveryKind().stream()
            .map(fact -> FactCodec.inner(fact).getClass())
            .collect(Collectors.toSet());
    facts(Fact.class).forEach(type -> assertTrue(records.contains(type), type.getName()));
  }

  /// Every record that a fact can hold.
  private static Stream<Class<?>> facts(Class<?> type) {
    if (type == Fact.TookOver.class) return Stream.of();
    if (type.isSealed()) return Stream.of(type.getPermittedSubclasses()).flatMap(it -> facts(it));
    var parts = type.getRecordComponents();
    boolean wraps = parts.length == 1 && parts[0].getType().isSealed();
    return wraps ? facts(parts[0].getType()) : Stream.of(type);
  }

  @Test
  void who_wanted_a_rollout_back_is_read_from_its_reason_in_older_entries() throws Exception {
    var old = Files.readString(GOLDEN.resolve("rollout.began.v1.json"));
    var back = old.replace("\"covered\"", "\"asked for by ann: a look\"");
    var fact = FactCodec.decode(entry("rollout.began", 1, back.getBytes(UTF_8)));
    assertEquals("ann", ((RolloutFact.Began) FactCodec.inner(fact)).by());
  }

  @Test
  void a_manifest_that_waited_for_others_before_lanes_had_paths_is_read() throws PortFailure {
    var form = FactCodec.encode(Examples.proposedManifest());
    var now = new String(form.body(), UTF_8);
    var before = now.replaceAll("\"paths\":\\{[^}]*\\},", "");
    assertTrue(before.length() < now.length(), now);
    var read = FactCodec.decode(entry("approval.proposed", 1, before.getBytes(UTF_8)));
    assertEquals(Examples.proposedManifest(), read);
  }

  @Test
  void a_take_over_is_kept_as_the_servers_name() throws PortFailure {
    var form = FactCodec.encode(new Fact.TookOver("alpha"));
    assertEquals("alpha", new String(form.body(), UTF_8));
    assertEquals(new Fact.TookOver("alpha"), FactCodec.decode(entry(form.kind(), 1, form.body())));
  }

  @Test
  void an_unknown_kind_is_refused_by_name() {
    var refused =
        assertThrows(
            PortFailure.class, () -> FactCodec.decode(entry("train.derailed", 1, new byte[0])));
    assertEquals("unknown-fact", refused.why().code());
    assertTrue(refused.why().sentence().contains("train.derailed of version 1"));
  }

  @Test
  void a_newer_version_is_refused_by_number() {
    var refused =
        assertThrows(PortFailure.class, () -> FactCodec.decode(entry("slot.gone", 2, new byte[0])));
    assertEquals("unknown-fact", refused.why().code());
    assertTrue(refused.why().sentence().contains("slot.gone of version 2"));
  }

  private static Entry entry(String kind, int version, byte[] body) {
    var draft = new Draft(Instant.EPOCH, "pretrain", Actor.SPEEDER, "wake-up", kind, version, body);
    return Entry.of(1, 1, draft, Entry.ORIGIN);
  }
}
