package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.value.Actor;
import speeder.engine.port.Document;
import speeder.engine.port.Draft;
import speeder.engine.port.PortFailure;
import speeder.store.Kept;

/// Copies of stores, and the trail.
class ArchiveTest {
  private static final int FACTS = 40;

  @TempDir Path folder;
  private Speeder speeder;

  @BeforeEach
  void start() throws PortFailure {
    speeder = new Speeder(folder);
    fill(folder.resolve("data/store"));
  }

  /// With some facts and a document.
  static void fill(Path store) throws PortFailure {
    try (var kept = Kept.made(store)) {
      long term = kept.journal().takeOver("server", Speeder.NOW);
      var letter = Document.of("letter", "dear".getBytes(StandardCharsets.UTF_8));
      kept.journal().append(term, 1, List.of(letter), facts());
    }
  }

  private static List<Draft> facts() {
    var facts = new ArrayList<Draft>();
    for (int i = 1; i <= FACTS; i++) {
      byte[] body =
          i == 7 ? new byte[] {(byte) 0xff, 0} : "{\"é\":1}".getBytes(StandardCharsets.UTF_8);
      var anna = Actor.person("anna", "t-1");
      facts.add(new Draft(Speeder.NOW, "pretrain", anna, "c-" + i, "note.written", 1, body));
    }
    return facts;
  }

  @Test
  void a_copy_fills_an_empty_store_with_the_same_and_never_another_one() throws Exception {
    var copied = json("backup", "--data", at("data"), "--to", at("copy")).ends(0).document();
    assertEquals(FACTS + 1, copied.get("last").asInt());
    assertEquals(1, copied.get("documents").asInt());
    assertEquals("rw-------", permissions("copy"));

    json("restore", "--data", at("other"), "--from", at("copy")).ends(0);
    assertEquals(head("data"), head("other"));
    try (var first = Kept.in(folder.resolve("data/store"));
        var second = Kept.in(folder.resolve("other/store"))) {
      assertEquals(first.journal().read(1, 99), second.journal().read(1, 99));
      var letter = Document.of("letter", "dear".getBytes(StandardCharsets.UTF_8));
      assertEquals(letter, second.documents().get(letter.digest()).orElseThrow());
    }
    run("restore", "--data", at("other"), "--from", at("copy")).ends(1).says("holds 41 entries");
    run("backup", "--data", at("data"), "--to", at("copy")).ends(1).says("is there already");
  }

  @Test
  void a_copy_that_was_cut_short_or_changed_restores_nothing() throws Exception {
    run("backup", "--data", at("data"), "--to", at("copy")).ends(0);
    var whole = Files.readAllBytes(folder.resolve("copy"));
    for (int cut : List.of(60, whole.length / 2, whole.length - 9)) {
      Files.write(folder.resolve("cut"), Arrays.copyOf(whole, cut));
      assertTrue(run("restore", "--data", at("other"), "--from", at("cut")).code() > 0);
      assertEquals(1, json("audit", "verify", at("cut")).code());
      try (var store = Kept.in(folder.resolve("other/store"))) {
        assertEquals(0, store.journal().last(), "cut to " + cut);
      }
    }
    run("restore", "--data", at("other"), "--from", at("copy")).ends(0);
  }

  @Test
  void what_is_no_copy_and_what_is_no_store_is_refused() throws Exception {
    Files.writeString(folder.resolve("text"), "no copy");
    run("restore", "--data", at("other"), "--from", at("text")).ends(1).says("is no copy");
    run("backup", "--data", at("nothing"), "--to", at("copy")).ends(1).says("There is no store");
    run("audit", "export", "--data", at("nothing"), "--to", at("trail")).ends(1);
    assertFalse(Files.exists(folder.resolve("nothing")), "it was made");
    assertFalse(Files.exists(folder.resolve("trail")), "it was made");
    run("backup", "--to", at("copy")).ends(2).says("One of --data and --store is wanted");
    run("audit").ends(2).says("audit verify or audit export");
  }

  @Test
  void a_trail_is_verified_alone_and_in_parts_and_what_was_changed_is_named() throws Exception {
    json("audit", "export", "--data", at("data"), "--to", at("all")).ends(0);
    assertEquals("rw-------", permissions("all"));
    var all = json("audit", "verify", at("all")).ends(0).document();
    assertEquals(head("data"), all.get("head").asString());
    assertEquals(FACTS + 1, all.get("last").asInt());

    run("audit", "export", "--data", at("data"), "--until", "20", "--to", at("a")).ends(0);
    run("audit", "export", "--data", at("data"), "--from", "21", "--to", at("b")).ends(0);
    var joined = json("audit", "verify", at("a"), at("b")).ends(0).document();
    assertEquals(all.get("head").asString(), joined.get("head").asString());
    assertEquals("Entry 42 of the journal is missing.", why("verify", at("b"), at("a")));

    var lines = Files.readAllLines(folder.resolve("all"));
    lines.set(11, lines.get(11).replace("anna", "eve"));
    Files.write(folder.resolve("changed"), lines);
    assertEquals("Entry 12 of the journal is not what was written.", why("verify", at("changed")));
    lines.remove(11);
    Files.write(folder.resolve("changed"), lines);
    assertEquals("Entry 12 of the journal is missing.", why("verify", at("changed")));
    Files.writeString(folder.resolve("changed"), "x\n");
    run("audit", "verify", at("changed")).ends(1).says("Line 1 is no entry");
  }

  @Test
  void a_trail_without_an_entry_is_refused() {
    for (var wrong :
        List.of(
            List.of("--from", "99999"),
            List.of("--from", "30", "--until", "20"),
            List.of("--from", "0"),
            List.of("--until", "0"))) {
      var all = new ArrayList<>(List.of("audit", "export", "--data", at("data"), "--to", at("x")));
      all.addAll(wrong);
      run(all.toArray(String[]::new)).ends(2).says("the trail has 1 to %d.".formatted(FACTS + 1));
      assertFalse(Files.exists(folder.resolve("x")), wrong::toString);
    }
  }

  private String why(String... arguments) {
    var all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    return json(all.toArray(String[]::new)).ends(1).document().get("why").asString();
  }

  private String head(String data) {
    return json("audit", "verify", "--data", at(data)).ends(0).document().get("head").asString();
  }

  private String permissions(String file) throws Exception {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.resolve(file)));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private Speeder.Ran run(String... arguments) {
    return speeder.run(arguments);
  }

  private Speeder.Ran json(String... arguments) {
    return speeder.json(arguments);
  }
}
