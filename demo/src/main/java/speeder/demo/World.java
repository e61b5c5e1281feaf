package speeder.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import speeder.api.BadJson;
import speeder.api.Json;

/// The demo's repositories, database, cache, wikis, base image and manifest, made by the scripts of
/// `demo/world`.
public final class World {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final String NO_DIGEST =
      "oci:base@sha256:0000000000000000000000000000000000000000000000000000000000000000";

  private final Places places;
  private final Narrator narrator;

  public World(Places places, Narrator narrator) {
    this.places = places;
    this.narrator = narrator;
  }

  /// A commit that landed in a source.
  ///
  /// @param landed when its branch had it
  public record Commit(String name, String commit, Instant landed) {}

  /// What a script says of a commit.
  public record Said(String name, String commit) {}

  /// What `speeder base` says.
  public record Made(String digest) {}

  /// Makes what is missing.
  public void prepare() throws DemoFailure {
    places.claim();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var base = threads.submit(this::base);
      var repositories = threads.submit(this::repositories);
      services();
      var tar = base.get();
      repositories.get();
      var image = threads.submit(() -> image(tar));
      wikis(tar);
      manifest(image.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DemoFailure failure) throw failure;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DemoFailure.interrupted();
    }
  }

  /// Lands a commit of the story; see `demo/world/commits`.
  public Commit commit(String name) throws DemoFailure {
    return land(List.of(name));
  }

  public Commit revert(String name) throws DemoFailure {
    return land(List.of(name, "--revert"));
  }

  private Commit land(List<String> which) throws DemoFailure {
    var said = script("commit", arguments(which));
    try {
      var commit = Json.read(said.strip(), Said.class);
      return new Commit(commit.name(), commit.commit(), Instant.now());
    } catch (BadJson other) {
      throw new IllegalStateException(said, other);
    }
  }

  private List<String> arguments(List<String> which) {
    var arguments = new ArrayList<>(List.of(places.repositories().toString()));
    arguments.addAll(which);
    return arguments;
  }

  private Path base() throws DemoFailure {
    return cached(
        "root file system of Debian's PHP and Apache",
        "base-",
        () -> Path.of(script("base", List.of(places.cache().toString())).strip()));
  }

  private String repositories() throws DemoFailure {
    return cached(
        "git repositories of MediaWiki, its extensions and skins",
        "sources-",
        () -> {
          var config = places.example().resolve("config").toString();
          var repositories = places.repositories().toString();
          var said = script("sources", List.of(places.cache().toString(), repositories, config));
          write(places.data().resolve("sources"), said);
          return said;
        });
  }

  public void services() throws DemoFailure {
    narrator.timed(
        "database and cache (MariaDB, memcached)",
        () -> script("services", List.of("start", places.data().toString())));
  }

  private void wikis(Path tar) throws DemoFailure {
    cached(
        "two wikis with pages",
        "wikis-",
        () ->
            script(
                "wikis",
                List.of(
                    places.cache().toString(),
                    places.data().toString(),
                    tar.toString(),
                    places.data().resolve("sources").toString())));
  }

  /// The base image of a tar, in a layout that all demos share.
  private String image(Path tar) throws DemoFailure {
    var digest = places.cache().resolve(tar.getFileName() + ".digest");
    return cached(
        "base image",
        digest.getFileName().toString(),
        () -> {
          try (var channel =
                  FileChannel.open(
                      places.cache().resolve("image.lock"),
                      StandardOpenOption.CREATE,
                      StandardOpenOption.WRITE);
              var lock = channel.lock()) {
            if (lock.isValid() && Files.exists(digest)) return Files.readString(digest).strip();
            var made = make(tar);
            write(digest, made);
            return made;
          } catch (IOException e) {
            throw places.failed(e);
          }
        });
  }

  private String make(Path tar) throws DemoFailure {
    var command = Programs.java(places.home(), "front/offline", "speeder.offline.Main");
    command.addAll(List.of("base", "--from", tar.toString(), "--to", layout(), "--json"));
    var said = Programs.run(places.cache(), LIMIT, command);
    try {
      return Json.read(said.strip(), Made.class).digest();
    } catch (BadJson other) {
      throw new IllegalStateException(said, other);
    }
  }

  private String layout() {
    return "oci:" + places.cache().resolve("base");
  }

  /// The example's manifest, beside what its relative paths mean here.
  private void manifest(String digest) throws DemoFailure {
    try {
      for (var name : List.of("extensions.txt", "skins.txt", "freezes.ics")) copy(Path.of(name));
      Files.createDirectories(places.data().resolve("checks"));
      try (var checks = Files.list(places.example().resolve("checks"))) {
        for (var file : checks.toList()) copy(Path.of("checks").resolve(file.getFileName()));
      }
      var text = Files.readString(places.example().resolve("speeder.yaml"));
      if (!text.contains(NO_DIGEST)) throw new IllegalStateException("no place for the digest");
      write(places.manifest(), text.replace(NO_DIGEST, layout() + "@" + digest));
    } catch (IOException e) {
      throw places.failed(e);
    }
  }

  private void copy(Path name) throws IOException {
    Files.copy(
        places.example().resolve(name),
        places.data().resolve(name),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Path file, String text) throws DemoFailure {
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw places.failed(e);
    }
  }

  void end() throws DemoFailure {
    if (Files.isDirectory(places.data())) {
      script("services", List.of("stop", places.data().toString()));
    }
  }

  private String script(String name, List<String> arguments) throws DemoFailure {
    var command = new ArrayList<>(List.of(places.script(name).toString()));
    command.addAll(arguments);
    return Programs.run(places.cache(), LIMIT, command);
  }

  /// Says, too, whether the cache had it: then nothing of that prefix is new in it.
  private <T> T cached(String what, String prefix, Narrator.Doing<T> doing) throws DemoFailure {
    var before = inCache(prefix);
    long began = System.nanoTime();
    var result = doing.done();
    var how = inCache(prefix).equals(before) ? "from the cache" : "made";
    narrator.took((System.nanoTime() - began) / 1e9, what + ": " + how);
    return result;
  }

  private List<String> inCache(String prefix) throws DemoFailure {
    try (var names = Files.list(places.cache())) {
      return names
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw places.failed(e);
    }
  }
}
