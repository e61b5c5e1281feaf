package speeder.engine.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import speeder.core.value.Digest;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;

/// A World, and the entry that it is the state after.
///
/// As bytes: the form's name, who made it, the entry's hash, the World, and the hash of all that.
/// Who made it names the very code that folds: another one may fold the same facts otherwise, and
/// replays them.
///
/// @param head hash of the World's last entry
public record Checkpoint(World world, Digest head) {
  private static final String FORM = "speeder-checkpoint/1\n";
  private static final int HASH = 32;
  private static final Forms.Form WORLD = new Forms().of(World.class);

  /// @param maker digest of the code that folded
  public byte[] bytes(Digest maker) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeBytes(FORM);
      out.writeUTF(maker.text());
      out.writeUTF(head.text());
      WORLD.write(out, world);
      out.flush();
      out.writeBytes("\n" + Digest.of(bytes.toByteArray()).text());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  /// @throws PortFailure failed `checkpoint-damaged`, `checkpoint-of-another`
  public static Checkpoint read(byte[] bytes, Digest maker) throws PortFailure {
    try (var in = new DataInputStream(new ByteArrayInputStream(whole(bytes)))) {
      if (!FORM.equals(new String(in.readNBytes(FORM.length()), StandardCharsets.ISO_8859_1))) {
        throw ofAnother();
      }
      if (!in.readUTF().equals(maker.text())) throw ofAnother();
      var head = new Digest(in.readUTF());
      return new Checkpoint((World) WORLD.read(in), head);
    } catch (IOException | RuntimeException garbled) {
      throw damaged();
    }
  }

  /// What the hash at the end is of.
  private static byte[] whole(byte[] bytes) throws PortFailure {
    int end = bytes.length - 1 - Digest.of(new byte[HASH]).text().length();
    if (end < 0) throw damaged();
    var body = Arrays.copyOf(bytes, end);
    var told = new String(bytes, end + 1, bytes.length - end - 1, StandardCharsets.ISO_8859_1);
    if (!Digest.of(body).text().equals(told)) throw damaged();
    return body;
  }

  private static PortFailure damaged() {
    return PortFailure.failed(
        "checkpoint-damaged",
        "The checkpoint is damaged; the journal is replayed from its first entry.",
        "Nothing: a new one is written. Look at the disk if it happens again.");
  }

  private static PortFailure ofAnother() {
    return PortFailure.failed(
        "checkpoint-of-another",
        "The checkpoint was made by another version; the journal is replayed from its first entry.",
        "Nothing: a new one is written.");
  }
}
