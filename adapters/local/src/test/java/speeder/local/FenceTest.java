package speeder.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.value.EffectKey;
import speeder.core.value.Token;
import speeder.engine.port.PortFailure;

class FenceTest {
  @TempDir Path folder;
  private Fence fence = new Fence(Path.of("."), Path.of("."));

  @BeforeEach
  void make() throws Exception {
    fence = new Fence(folder.resolve("tokens"), folder.resolve("slots"));
    Files.createDirectories(folder.resolve("tokens"));
    Files.createDirectories(folder.resolve("slots"));
  }

  @Test
  void what_was_written_is_read_back() throws Exception {
    var token = new Token(7, new EffectKey(12, "prepare", "lane/target/stage/r-1"));

    fence.pass("one", token);

    assertEquals(Optional.of(token), fence.highest("one"));
  }

  @Test
  void an_older_leader_is_kept_out_though_its_offset_is_higher() throws Exception {
    fence.pass("one", token(2, 5));

    var failure = assertThrows(PortFailure.class, () -> fence.pass("one", token(1, 99)));

    assertEquals("fenced", failure.why().code());
    fence.pass("one", token(2, 5));
    fence.pass("one", token(3, 1));
    assertEquals(Optional.of(token(3, 1)), fence.highest("one"));
  }

  @Test
  void of_slots_that_are_gone_the_newest_tokens_are_kept() throws Exception {
    fence.pass("stands", token(1, 1));
    fence.pass("oldest", token(1, 1));
    for (var name : new String[] {"stands", "oldest"}) {
      Files.setLastModifiedTime(folder.resolve("tokens").resolve(name), FileTime.fromMillis(0));
    }
    Files.createDirectories(folder.resolve("slots/stands"));

    for (int number = 0; number < Fence.TOKENS_MAX; number++) {
      fence.pass("slot-" + number, token(1, number));
    }

    assertEquals(Optional.of(token(1, 1)), fence.highest("stands"));
    assertEquals(Optional.empty(), fence.highest("oldest"));
  }

  private static Token token(long term, long offset) {
    return new Token(term, new EffectKey(offset, "prepare", "here"));
  }
}
