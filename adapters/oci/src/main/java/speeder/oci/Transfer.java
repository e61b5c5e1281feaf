package speeder.oci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import speeder.core.value.Digest;
import speeder.engine.port.Images.Pushed;
import speeder.engine.port.PortFailure;

/// Moves images between the store and other places; what is there is not moved.
final class Transfer {
  private static final int AT_ONCE = 8;
  private static final int BUFFER_BYTES = 1 << 18;

  private final Store store;

  Transfer(Store store) {
    this.store = store;
  }

  Pushed push(Digest image, Remote to, Consumer<String> progress) throws PortFailure, IOException {
    var bytes = store.read(image).orElseThrow(() -> Remote.missing(image, "the local store"));
    var blobs = Manifest.parse(bytes).blobs().stream().distinct().toList();
    long total = bytes(blobs) + bytes.length;
    if (to.hasManifest(image)) return new Pushed(image, 0, total, 0, blobs.size());
    var absent = absent(blobs, to);
    for (var blob : absent) {
      progress.accept("sending %s, %,d bytes".formatted(blob.digest().brief(), blob.size()));
      if (!store.has(blob.digest(), blob.size())) throw Remote.missing(blob.digest(), "the store");
      to.send(blob, store.blob(blob.digest()));
    }
    to.send(new Descriptor(Manifest.MEDIA_TYPE, image, bytes.length), store.blob(image));
    to.publish(image, bytes, Manifest.typeOf(bytes));
    long sent = bytes(absent) + bytes.length;
    return new Pushed(image, sent, total, absent.size(), blobs.size() - absent.size());
  }

  private static long bytes(List<Descriptor> blobs) {
    return blobs.stream().mapToLong(Descriptor::size).sum();
  }

  /// Brings manifest, configuration and layers into the store, each checked.
  void pull(Digest image, Remote from, Consumer<String> progress) throws PortFailure, IOException {
    byte[] bytes = store.read(image).orElse(null);
    if (bytes == null) {
      bytes = from.manifest(image);
      if (!Digest.of(bytes).equals(image)) throw wrong(image, "the manifest");
    }
    var manifest = parse(image, bytes);
    for (var blob : manifest.blobs()) {
      if (store.has(blob.digest(), blob.size())) continue;
      progress.accept("fetching %s, %,d bytes".formatted(blob.digest().brief(), blob.size()));
      fetch(blob, from);
    }
    store.keep(bytes);
    store.sync();
  }

  private void fetch(Descriptor blob, Remote from) throws PortFailure, IOException {
    try (var in = from.open(blob);
        var out = store.writeBlob()) {
      var buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (out.size() > blob.size()) throw wrong(blob.digest(), "a longer blob");
      }
      if (!out.keepIf(blob.digest())) throw wrong(blob.digest(), "other bytes");
    }
  }

  private static Manifest parse(Digest image, byte[] bytes) throws PortFailure {
    try {
      return Manifest.parse(bytes);
    } catch (IOException e) {
      throw PortFailure.refused(
          "image-unfit",
          "%s cannot be used: %s.".formatted(image, e.getMessage()),
          "Name the digest of an image manifest for this machine's platform.");
    }
  }

  private static PortFailure wrong(Digest wanted, String came) {
    return PortFailure.failed(
        "digest-wrong",
        "Asked for %s, %s came.".formatted(wanted, came),
        "Ask again; if it stays so, the other side's storage is damaged.");
  }

  private static List<Descriptor> absent(List<Descriptor> blobs, Remote to)
      throws PortFailure, IOException {
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var asked = new ArrayList<Future<Boolean>>();
      for (var blob : blobs) asked.add(workers.submit((Callable<Boolean>) () -> to.has(blob)));
      var absent = new ArrayList<Descriptor>();
      for (int i = 0; i < blobs.size(); i++) {
        if (!answer(asked.get(i))) absent.add(blobs.get(i));
      }
      return absent;
    }
  }

  private static boolean answer(Future<Boolean> asked) throws PortFailure, IOException {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while asking what is there", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PortFailure failure) throw failure;
      throw new IllegalStateException(e.getCause());
    }
  }
}
