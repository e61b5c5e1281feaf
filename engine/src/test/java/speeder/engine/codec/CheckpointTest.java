package speeder.engine.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.world.Fact;
import speeder.core.world.World;
import speeder.engine.Engine;
import speeder.engine.checkpoint.Checkpoint;
import speeder.engine.checkpoint.Keeper;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Checkpoints;
import speeder.engine.port.Draft;
import speeder.engine.port.PortFailure;

/// A World written down: the same World, or none.
class CheckpointTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.000000001Z");
  private static final Digest MAKER = Digest.of("this code");

  private final MemoryJournal journal = new MemoryJournal();
  private final List<String> faults = new ArrayList<>();

  @Test
  void a_world_of_facts_of_every_kind_is_read_as_it_was() throws PortFailure {
    var world = worldOfEveryKind();
    assertNotEquals(World.EMPTY, world);
    var bytes = new Checkpoint(world, head()).bytes(MAKER);
    assertEquals(new Checkpoint(world, head()), Checkpoint.read(bytes, MAKER));
    assertEquals(
        World.EMPTY,
        Checkpoint.read(new Checkpoint(World.EMPTY, head()).bytes(MAKER), MAKER).world());
  }

  @Test
  void one_that_was_changed_anywhere_or_cut_is_none() throws PortFailure {
    var bytes = new Checkpoint(worldOfEveryKind(), head()).bytes(MAKER);
    for (int i = 0; i < bytes.length; i += 97) {
      var changed = bytes.clone();
      changed[i] ^= 4;
      assertThrows(PortFailure.class, () -> Checkpoint.read(changed, MAKER), "changed at " + i);
      var cut = java.util.Arrays.copyOf(bytes, i);
      assertThrows(PortFailure.class, () -> Checkpoint.read(cut, MAKER), "cut to " + i);
    }
  }

  @Test
  void a_start_goes_on_from_the_last_one_and_knows_the_same() throws Exception {
    var kept = new Kept();
    var keeper = keeper(kept);
    var world = worldOfEveryKind();
    keeper.heard(() -> world, journal.read(world.offset(), 1));
    assertTrue(kept.written.await(20, TimeUnit.SECONDS), "nothing was written");

    assertEquals(world, keeper(kept).begin(journal));
    var engine = Engine.start(journal, "next", NOON, keeper(kept).begin(journal));
    assertEquals(Engine.replay(journal, World.EMPTY), engine.world());
    assertEquals(List.of(), faults);
  }

  @Test
  void one_of_another_code_or_of_another_journal_is_told_and_passed_over() throws Exception {
    var kept = new Kept();
    var world = worldOfEveryKind();
    kept.write(new Checkpoint(world, head()).bytes(Digest.of("other code")));
    assertEquals(World.EMPTY, keeper(kept).begin(journal));

    kept.write(new Checkpoint(world, head()).bytes(MAKER));
    var other = new MemoryJournal();
    other.takeOver("other", NOON);
    assertEquals(World.EMPTY, keeper(kept).begin(other));
    other.append(1, 1, List.of(), drafts());
    assertEquals(World.EMPTY, keeper(kept).begin(other));
    assertEquals(3, faults.size());
    assertTrue(faults.stream().allMatch(it -> it.contains("checkpoint-of-another")), "" + faults);
  }

  @Test
  void forms_of_earlier_versions_replay_to_one_world_from_the_first_entry_and_from_any_checkpoint()
      throws Exception {
    journal.takeOver("first", NOON);
    journal.append(1, 1, List.of(), everyForm());
    var whole = Engine.replay(journal, World.EMPTY);
    var world = World.EMPTY;
    for (var entry : journal.read(1, (int) journal.last())) {
      world = world.apply(FactCodec.decode(entry), entry.offset(), entry.time());
      var kept = new Kept();
      kept.write(new Checkpoint(world, entry.digest()).bytes(MAKER));
      var begun = keeper(kept).begin(journal);
      assertEquals(world, begun);
      assertEquals(whole, Engine.replay(journal, begun), entry.kind());
    }
    assertEquals(List.of(), faults);
  }

  /// Bodies as they were once written, the oldest first.
  private static List<Draft> everyForm() throws IOException {
    var drafts = new ArrayList<Draft>();
    for (var kind : FactCodec.KINDS) {
      for (int version = 1; version <= kind.version(); version++) {
        var file = FactCodecTest.GOLDEN.resolve(kind.name() + ".v" + version + ".json");
        if (!Files.exists(file)) continue;
        var body = Files.readAllBytes(file);
        drafts.add(new Draft(NOON, "", Actor.SPEEDER, "c", kind.name(), version, body));
      }
    }
    return drafts;
  }

  private Keeper keeper(Checkpoints kept) {
    return new Keeper(kept, MAKER, 10, (_, why) -> faults.add(String.valueOf(why.getMessage())));
  }

  private World worldOfEveryKind() throws PortFailure {
    if (journal.last() == 0) {
      journal.takeOver("first", NOON);
      journal.append(1, 1, List.of(), drafts());
    }
    return Engine.replay(journal, World.EMPTY);
  }

  private static List<Draft> drafts() {
    return Examples.ofEveryKind().stream()
        .filter(it -> !(it instanceof Fact.TookOver))
        .map(CheckpointTest::draft)
        .toList();
  }

  private static Draft draft(Fact fact) {
    var form = FactCodec.encode(fact);
    return new Draft(NOON, "", Actor.SPEEDER, "c", form.kind(), form.version(), form.body());
  }

  private Digest head() throws PortFailure {
    return journal.read(journal.last(), 1).getFirst().digest();
  }

  private static final class Kept implements Checkpoints {
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile Optional<byte[]> bytes = Optional.empty();

    @Override
    public Optional<byte[]> read() {
      return bytes;
    }

    @Override
    public void write(byte[] checkpoint) {
      bytes = Optional.of(checkpoint);
      written.countDown();
    }
  }
}
