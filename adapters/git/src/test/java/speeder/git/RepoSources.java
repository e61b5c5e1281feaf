package speeder.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.source.ObjectId;
import speeder.core.source.Source;
import speeder.engine.port.Sources;
import speeder.engine.port.Trees;
import speeder.kit.sources.Repo;
import speeder.kit.sources.SourcesContract;

/// The contract over real repositories; how they are reached is left open.
abstract class RepoSources extends SourcesContract {
  static final Duration POLL = Duration.ofMillis(20);

  @TempDir Path folder = Path.of("unset");
  final Map<String, Repo> repositories = new TreeMap<>();
  private Optional<GitSources> open = Optional.empty();

  abstract String address(String name, Repo repository);

  GitSources git() {
    if (open.isEmpty()) open = Optional.of(reopened());
    return open.get();
  }

  /// As after a restart: another object on the same folder of mirrors.
  GitSources reopened() {
    return new GitSources(folder.resolve("mirrors"), List.of(), InstantSource.system(), POLL);
  }

  Repo repository(String name) {
    return repositories.computeIfAbsent(
        name, _ -> Repo.create(folder.resolve("repos").resolve(name + ".git")));
  }

  @Override
  protected Sources sources() {
    return git();
  }

  @Override
  protected Trees trees() {
    return git();
  }

  @Override
  protected Source source(String name) {
    return source(name, "master");
  }

  Source source(String name, String branch) {
    var address = address(name, repository(name));
    return new Source(name, address, branch, "/" + name, false, Source.Kind.CODE);
  }

  @Override
  protected ObjectId commit(
      Source source, String branch, String subject, Map<String, String> files) {
    return repository(source.name()).commit(subject).only(files).on(branch);
  }

  @Override
  protected void lose(Source source) {
    try {
      var at = repository(source.name()).folder();
      Files.move(at, at.resolveSibling(source.name() + ".lost"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @AfterEach
  void close() {
    open.ifPresent(GitSources::close);
    repositories.values().forEach(Repo::close);
  }
}
