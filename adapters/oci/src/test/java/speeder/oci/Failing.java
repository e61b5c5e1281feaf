package speeder.oci;

import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Trees whose blobs cannot be read any more after so many.
final class Failing implements Trees {
  private final Trees good;
  final AtomicInteger copies;

  Failing(Trees good, int limit) {
    this.good = good;
    copies = new AtomicInteger(-limit);
  }

  @Override
  public Reader open(String source) throws PortFailure {
    var reader = good.open(source);
    return new Reader() {
      @Override
      public void walk(ObjectId tree, Visitor visitor) throws PortFailure {
        reader.walk(tree, visitor);
      }

      @Override
      public void diff(ObjectId from, ObjectId to, DiffVisitor visitor) throws PortFailure {
        reader.diff(from, to, visitor);
      }

      @Override
      public Optional<Entry> find(ObjectId tree, byte[] path) throws PortFailure {
        return reader.find(tree, path);
      }

      @Override
      public long size(ObjectId blob) throws PortFailure {
        return reader.size(blob);
      }

      @Override
      public void copy(ObjectId blob, OutputStream to) throws PortFailure {
        if (copies.incrementAndGet() > 0) throw PortFailure.failed("gone", "Gone.", "Wait.");
        reader.copy(blob, to);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
