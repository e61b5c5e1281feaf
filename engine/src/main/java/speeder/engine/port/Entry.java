package speeder.engine.port;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import speeder.core.value.Actor;
import speeder.core.value.Digest;

/// One fact in the journal, as it is stored for ever.
///
/// @param offset its place in the order, from 1; 0 means before everything
/// @param term offset of the take-over fact of the leader that wrote it; a take-over fact's term is
///   its own offset
/// @param time when it was decided
/// @param lane the lane it is about; empty where it is about the whole farm
/// @param actor who asked
/// @param cause id of the command, or key of the effect, that led to it
/// @param kind the fact's name, e.g. `leader.took-over`
/// @param version of the body's form
/// @param body the fact's own bytes, kept exactly
/// @param previous hash of the stored bytes of the entry before; [#ORIGIN] in the first
public record Entry(
    long offset,
    long term,
    Instant time,
    String lane,
    Actor actor,
    String cause,
    String kind,
    int version,
    byte[] body,
    Digest previous) {
  /// What the first entry names as the one before it.
  public static final Digest ORIGIN = Digest.ofHash(new byte[32]);

  /// Kind of the fact by which a server becomes the leader; its offset is the leader's term.
  public static final String TOOK_OVER = "leader.took-over";

  /// A longer body belongs into a document.
  public static final int BODY_BYTES_MAX = 1 << 20;

  private static final String FORM = "speeder-entry/1\n";

  /// The entry that a draft becomes.
  public static Entry of(long offset, long term, Draft draft, Digest previous) {
    return new Entry(
        offset,
        term,
        draft.time(),
        draft.lane(),
        draft.actor(),
        draft.cause(),
        draft.kind(),
        draft.version(),
        draft.body(),
        previous);
  }

  /// The hash that the next entry carries.
  public Digest digest() {
    return Digest.of(stored());
  }

  /// The bytes that the chain is made of: the form's name, then every part in the order of this
  /// record. Numbers are big-endian; text is its length (4 bytes) and UTF-8; time is seconds (8
  /// bytes) and nanoseconds (4 bytes).
  public byte[] stored() {
    var bytes = new ByteArrayOutputStream(256 + body.length);
    try (var out = new DataOutputStream(bytes)) {
      out.writeBytes(FORM);
      out.writeLong(offset);
      out.writeLong(term);
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
      write(out, lane);
      write(out, actor.principal());
      write(out, actor.token());
      write(out, actor.onBehalfOf());
      write(out, cause);
      write(out, kind);
      out.writeInt(version);
      write(out, body);
      write(out, previous.text());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry && Arrays.equals(stored(), entry.stored());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(offset);
  }

  @Override
  public String toString() {
    return offset + " " + kind + " of " + cause + " at " + time;
  }
}
