package speeder.oci;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import speeder.core.value.Digest;

/// Unpacks a layer that came from elsewhere, so that its folder can be mounted as it is: deletions
/// become what overlayfs takes for them. What only root may make is left out where this process is
/// not root.
final class Unpacker {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final byte[] WHITEOUT = PathBytes.of(".wh.");
  private static final byte[] OPAQUE = PathBytes.of(".wh..wh..opq");
  private static final byte[] OTHER_MARK = PathBytes.of(".wh..wh.");

  private Unpacker() {}

  /// @return the digest of the tar
  static Digest unpack(InputStream compressed, String mediaType, Path to) throws IOException {
    var hash = Digest.sha256();
    try (var tar =
            new DigestInputStream(
                new BufferedInputStream(plain(compressed, mediaType), BUFFER_BYTES), hash);
        var folder = new FolderWriter(to, _ -> {})) {
      var reader = new TarReader(tar);
      for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        place(entry.get(), reader, folder);
      }
      tar.transferTo(OutputStream.nullOutputStream());
    }
    return Digest.ofHash(hash.digest());
  }

  static InputStream plain(InputStream compressed, String mediaType) throws IOException {
    if (mediaType.endsWith("+zstd")) return new ZstdInputStream(compressed);
    if (mediaType.endsWith("gzip")) return new GZIPInputStream(compressed, BUFFER_BYTES);
    if (mediaType.endsWith(".tar")) return compressed;
    throw new IOException("a layer is of the unknown kind " + mediaType);
  }

  private static void place(TarEntry entry, TarReader reader, FolderWriter folder)
      throws IOException {
    var path = entry.path();
    var name = PathBytes.name(path);
    if (Arrays.equals(name, OPAQUE)) {
      folder.opaque(PathBytes.parent(path));
    } else if (startsWith(name, OTHER_MARK)) {
      return;
    } else if (startsWith(name, WHITEOUT)) {
      var gone = Arrays.copyOfRange(name, WHITEOUT.length, name.length);
      folder.whiteout(PathBytes.join(PathBytes.parent(path), gone));
    } else if (entry.type() == '5') {
      folder(entry, folder);
    } else if (path.length > 0) {
      folder.remove(path);
      other(entry, reader, folder);
    }
  }

  private static void folder(TarEntry entry, FolderWriter folder) throws IOException {
    try {
      folder.folder(entry.path(), entry.metadata());
    } catch (PosixException e) {
      if (e.errno() != Posix.ENOTDIR && e.errno() != Posix.ELOOP) throw e;
      folder.remove(entry.path());
      folder.folder(entry.path(), entry.metadata());
    }
  }

  private static void other(TarEntry entry, TarReader reader, FolderWriter folder)
      throws IOException {
    switch (entry.type()) {
      case '0' -> {
        try (var file = folder.file(entry.path(), entry.metadata())) {
          reader.copyTo(file);
        }
      }
      case '1' -> folder.hardLink(entry.path(), entry.target());
      case '2' -> folder.link(entry.path(), entry.target(), entry.metadata());
      case '3' -> node(entry, Posix.S_IFCHR, folder);
      case '4' -> node(entry, Posix.S_IFBLK, folder);
      case '6' -> node(entry, Posix.S_IFIFO, folder);
      default -> throw new IOException("the tar holds an entry of unknown type " + entry.type());
    }
  }

  private static void node(TarEntry entry, int type, FolderWriter folder) throws IOException {
    var as = entry.metadata();
    var typed =
        new Metadata(type | as.permissions(), as.user(), as.group(), as.seconds(), as.attributes());
    try {
      folder.node(entry.path(), entry.device(), typed);
    } catch (PosixException e) {
      if (e.errno() != Posix.EPERM) throw e;
    }
  }

  private static boolean startsWith(byte[] name, byte[] start) {
    return name.length >= start.length
        && Arrays.equals(name, 0, start.length, start, 0, start.length);
  }
}
