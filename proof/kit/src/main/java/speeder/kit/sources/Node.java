package speeder.kit.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.source.ObjectId;

/// A git object of the fake, with the id that git itself would give it.
sealed interface Node {
  int FOLDER = 0040000;
  int FILE = 0100644;

  int mode();

  ObjectId id();

  record File(byte[] bytes, ObjectId id) implements Node {
    static File of(byte[] bytes) {
      return new File(bytes, hash("blob", bytes));
    }

    @Override
    public int mode() {
      return FILE;
    }
  }

  /// @param children by the key git sorts by: a folder's name ends in `/`
  record Folder(SortedMap<String, Node> children, ObjectId id) implements Node {
    static final Folder EMPTY = of(Collections.emptySortedMap());

    /// Builds the folders of a set of files by path.
    static Folder ofFiles(Map<String, byte[]> files) {
      var here = new TreeMap<String, Node>();
      var below = new TreeMap<String, SortedMap<String, byte[]>>();
      files.forEach((path, bytes) -> {
        int slash = path.indexOf('/');
        if (slash < 0) here.put(path, File.of(bytes));
        else
          below
              .computeIfAbsent(path.substring(0, slash + 1), _ -> new TreeMap<>())
              .put(path.substring(slash + 1), bytes);
      });
      below.forEach((name, inside) -> here.put(name, ofFiles(inside)));
      return of(here);
    }

    /// What sits at a path below it.
    Optional<Node> find(String path) {
      int slash = path.indexOf('/');
      var name = slash < 0 ? path : path.substring(0, slash);
      var child =
          Optional.ofNullable(children.get(name + "/"))
              .or(() -> Optional.ofNullable(children.get(name)));
      if (slash < 0) return child;
      return child
          .filter(Folder.class::isInstance)
          .flatMap(below -> ((Folder) below).find(path.substring(slash + 1)));
    }

    private static Folder of(SortedMap<String, Node> children) {
      var bytes = new ByteArrayOutputStream();
      children.forEach((key, node) -> {
        bytes.writeBytes(
            (Integer.toOctalString(node.mode()) + " " + name(key) + "\0").getBytes(UTF_8));
        bytes.writeBytes(HexFormat.of().parseHex(node.id().hex()));
      });
      return new Folder(children, hash("tree", bytes.toByteArray()));
    }

    @Override
    public int mode() {
      return FOLDER;
    }
  }

  static String name(String key) {
    return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
  }

  static ObjectId hash(String kind, byte[] bytes) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update((kind + " " + bytes.length + "\0").getBytes(UTF_8));
      return new ObjectId(HexFormat.of().formatHex(sha1.digest(bytes)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
