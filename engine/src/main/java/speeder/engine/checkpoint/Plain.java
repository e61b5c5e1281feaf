package speeder.engine.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import speeder.engine.checkpoint.Forms.Form;

/// How numbers, texts and times are written and read: what holds no other values.
final class Plain {
  private Plain() {}

  /// Writes what reading gives back.
  interface Writer<T> {
    void write(DataOutput out, T value) throws IOException;
  }

  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  static Form of(Class<?> type) {
    if (type == long.class || type == Long.class) {
      return form(Long.class, DataOutput::writeLong, DataInput::readLong);
    }
    if (type == int.class || type == Integer.class) {
      return form(Integer.class, DataOutput::writeInt, DataInput::readInt);
    }
    if (type == boolean.class || type == Boolean.class) {
      return form(Boolean.class, DataOutput::writeBoolean, DataInput::readBoolean);
    }
    if (type == double.class || type == Double.class) {
      return form(Double.class, DataOutput::writeDouble, DataInput::readDouble);
    }
    if (type == String.class) return form(String.class, Plain::writeText, Plain::readText);
    if (type == Instant.class) return form(Instant.class, Plain::writeInstant, Plain::readInstant);
    if (type == Duration.class) {
      return form(Duration.class, Plain::writeDuration, Plain::readDuration);
    }
    if (type == byte[].class) return form(byte[].class, Plain::writeBytes, Plain::readBytes);
    throw Forms.unknown(type);
  }

  static <T> Form form(Class<T> type, Writer<T> write, Reader<? extends T> read) {
    return new Form() {
      @Override
      public void write(DataOutput out, Object value) throws IOException {
        write.write(out, type.cast(value));
      }

      @Override
      public Object read(DataInput in) throws IOException {
        return read.read(in);
      }
    };
  }

  static void writeText(DataOutput out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    var bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static void writeInstant(DataOutput out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readInstant(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void writeDuration(DataOutput out, Duration duration) throws IOException {
    out.writeLong(duration.getSeconds());
    out.writeInt(duration.getNano());
  }

  private static Duration readDuration(DataInput in) throws IOException {
    return Duration.ofSeconds(in.readLong(), in.readInt());
  }
}
