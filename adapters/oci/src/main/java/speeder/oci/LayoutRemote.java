package speeder.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

/// An OCI image layout: a folder with `oci-layout`, `index.json` and `blobs/sha256`. Blobs are hard
/// links to the store's where both are on one file system.
final class LayoutRemote implements Remote {
  private static final String TAG = "org.opencontainers.image.ref.name";
  private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
  private static final byte[] VERSION = PathBytes.of("{\"imageLayoutVersion\":\"1.0.0\"}");

  private final Path folder;
  private final Optional<String> tag;

  LayoutRemote(Location.Layout layout) {
    folder = layout.folder();
    tag = layout.tag();
  }

  @Override
  public byte[] manifest(Digest digest) throws PortFailure {
    if (!Files.isRegularFile(blob(digest))) throw Remote.missing(digest, "oci:" + folder);
    try {
      if (Files.size(blob(digest)) > Manifest.BYTES_MAX) {
        throw new IOException("the manifest is over 4 MiB");
      }
      return Files.readAllBytes(blob(digest));
    } catch (IOException e) {
      throw Disk.failure("reading " + blob(digest), e);
    }
  }

  @Override
  public InputStream open(Descriptor blob) throws PortFailure {
    if (!Files.isRegularFile(blob(blob.digest()))) {
      throw Remote.missing(blob.digest(), "oci:" + folder);
    }
    try {
      return Files.newInputStream(blob(blob.digest()));
    } catch (IOException e) {
      throw Disk.failure("reading " + blob(blob.digest()), e);
    }
  }

  @Override
  public boolean has(Descriptor blob) throws PortFailure {
    try {
      var file = blob(blob.digest());
      return Files.isRegularFile(file) && Files.size(file) == blob.size();
    } catch (IOException e) {
      throw Disk.failure("looking into " + folder, e);
    }
  }

  @Override
  public void send(Descriptor blob, Path file) throws PortFailure {
    try {
      var to = blob(blob.digest());
      Files.createDirectories(Disk.parent(to));
      var temporary = to.resolveSibling(".new-" + UUID.randomUUID());
      try {
        linkOrCopy(file, temporary);
        Disk.move(temporary, to);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw Disk.failure("writing into " + folder, e);
    }
  }

  @Override
  public boolean hasManifest(Digest digest) throws PortFailure {
    try {
      return Files.isRegularFile(blob(digest))
          && entries().stream().anyMatch(entry(digest)::equals);
    } catch (IOException e) {
      throw Disk.failure("reading the index of " + folder, e);
    }
  }

  @Override
  public void publish(Digest digest, byte[] manifest, String mediaType) throws PortFailure {
    try {
      Disk.syncFolder(folder.resolve("blobs", "sha256"));
      try (var _ = Locks.hold(folder.resolve("index.json.lock"))) {
        write("oci-layout", VERSION);
        write("index.json", index(described(digest, manifest.length, mediaType)));
      }
    } catch (IOException e) {
      throw Disk.failure("writing the index of " + folder, e);
    }
  }

  private record Entry(String tag, Digest digest) {}

  private Entry entry(Digest digest) {
    return new Entry(tag.orElse(""), digest);
  }

  private Map<String, Object> described(Digest digest, int size, String mediaType) {
    Map<String, Object> entry = new Descriptor(mediaType, digest, size).toMap();
    tag.ifPresent(name -> entry.put("annotations", new TreeMap<>(Map.of(TAG, name))));
    return entry;
  }

  /// The index with one entry more. A tag names one image; so does an image without a tag.
  private byte[] index(Map<String, Object> added) throws IOException {
    var kept = new ArrayList<Map<String, Object>>();
    var digest = String.valueOf(added.get("digest"));
    for (var entry : indexed()) {
      boolean replaced =
          tag.isPresent()
              ? tagOf(entry).equals(tag.get())
              : tagOf(entry).isEmpty() && digest.equals(entry.get("digest"));
      if (!replaced) kept.add(entry);
    }
    kept.add(added);
    kept.sort(
        Comparator.comparing((Map<String, Object> e) -> tagOf(e))
            .thenComparing(e -> String.valueOf(e.get("digest"))));
    var fields = new TreeMap<String, Object>();
    fields.put("schemaVersion", 2);
    fields.put("mediaType", INDEX_TYPE);
    fields.put("manifests", kept);
    return Json.bytes(fields);
  }

  private List<Entry> entries() throws IOException {
    var all = new ArrayList<Entry>();
    for (var entry : indexed()) {
      all.add(new Entry(tagOf(entry), new Digest(String.valueOf(entry.get("digest")))));
    }
    return all;
  }

  private List<Map<String, Object>> indexed() throws IOException {
    var file = folder.resolve("index.json");
    if (!Files.isRegularFile(file)) return List.of();
    var all = new ArrayList<Map<String, Object>>();
    for (var entry : Json.parse(Files.readAllBytes(file), file.toString()).path("manifests")) {
      Json.digest(entry.path("digest"));
      all.add(Json.map(entry));
    }
    return all;
  }

  private static String tagOf(Map<String, Object> entry) {
    return entry.get("annotations") instanceof Map<?, ?> map && map.get(TAG) instanceof String name
        ? name
        : "";
  }

  private void write(String name, byte[] bytes) throws IOException {
    var temporary = folder.resolve("." + name + "-" + UUID.randomUUID());
    try {
      Disk.writeDurably(temporary, folder.resolve(name), bytes);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void linkOrCopy(Path file, Path to) throws IOException {
    try {
      Files.createLink(to, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException otherFileSystem) {
      copyDurably(file, to);
    }
  }

  private static void copyDurably(Path file, Path to) throws IOException {
    Files.copy(file, to);
    try (var channel =
        java.nio.channels.FileChannel.open(to, java.nio.file.StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path blob(Digest digest) {
    return folder.resolve("blobs", "sha256", digest.hex());
  }
}
