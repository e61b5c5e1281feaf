package speeder.oci;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.image.BuiltImage;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.image.Recipe;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;

/// A work bench: repositories, a base image and stores in one temporary folder.
final class Bench implements AutoCloseable {
  private final Path folder;
  private final Map<String, Repo> repos = new TreeMap<>();
  final GitTrees trees = new GitTrees();
  final Recipe recipe;

  Bench(Path folder) throws Exception {
    this.folder = folder;
    recipe = recipe(base(Map.of("etc/os-release", "ID=test\n", "usr/bin/php", "php\n")));
  }

  Path folder() {
    return folder;
  }

  Repo repo(String source) {
    return repos.computeIfAbsent(
        source,
        name -> {
          var repo = new Repo(folder.resolve("git-" + name.replace('/', '-')));
          trees.add(name, repo.repository());
          return repo;
        });
  }

  OciImages images(String store) throws PortFailure {
    return OciImages.open(folder.resolve(store), trees, Compression.ZSTD);
  }

  /// Each place with the files of the source of the same name.
  Composition composition(Map<String, Map<String, String>> places) {
    var parts = new TreeMap<String, Composition.Part>();
    places.forEach(
        (place, files) -> parts.put(place, new Composition.Part(place, repo(place).tree(files))));
    return new Composition(parts);
  }

  Recipe recipe(Digest base) {
    var environment = new TreeMap<>(Map.of("MODE", "test"));
    return new Recipe(
        "web", base, "oci:" + folder.resolve("base"), List.of("php", "-v"), environment);
  }

  /// A base image of files, made as people make theirs: with tar.
  Digest base(Map<String, String> files) throws Exception {
    var root = Files.createTempDirectory(folder, "root");
    for (var file : files.entrySet()) {
      var path = root.resolve(file.getKey());
      Files.createDirectories(Optional.ofNullable(path.getParent()).orElseThrow());
      if (file.getValue().startsWith("link:")) {
        Files.createSymbolicLink(path, Path.of(file.getValue().substring(5)));
      } else {
        Files.writeString(path, file.getValue());
      }
    }
    var tar = folder.resolve(root.getFileName() + ".tar");
    Programs.run(
        "tar",
        "--sort=name",
        "--mtime=@1500000000",
        "-C",
        root.toString(),
        "-cf",
        tar.toString(),
        ".");
    return BaseImport.run(tar, "oci:" + folder.resolve("base"), Compression.ZSTD);
  }

  BuiltImage build(OciImages images, Composition composition) throws PortFailure {
    return images.build(LayerPlan.whole(recipe.base(), composition), recipe, _ -> {});
  }

  /// What a folder shows, by path: type, mode and content. Folders are left out unless empty.
  static SortedMap<String, String> files(Path root) throws Exception {
    var found = new TreeMap<String, String>();
    try (var all = Files.walk(root)) {
      for (var path : (Iterable<Path>) all::iterator) {
        var name = root.relativize(path).toString();
        if (!name.isEmpty()) found.put(name, describe(path));
      }
    }
    return found;
  }

  private static String describe(Path path) throws Exception {
    var mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    var octal = Integer.toOctalString((int) mode);
    if (Files.isSymbolicLink(path)) return octal + " -> " + Files.readSymbolicLink(path);
    if (!Files.isRegularFile(path)) return octal;
    var bytes = Files.readAllBytes(path);
    return bytes.length < 100
        ? octal + " " + new String(bytes, StandardCharsets.ISO_8859_1)
        : octal + " " + bytes.length + " " + Arrays.hashCode(bytes);
  }

  @Override
  public void close() {
    repos.values().forEach(Repo::close);
  }
}
