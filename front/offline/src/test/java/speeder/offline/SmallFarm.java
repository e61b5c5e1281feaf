package speeder.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import speeder.kit.sources.Repo;

/// A manifest of two repositories and two variants, over a base image of one file.
final class SmallFarm implements AutoCloseable {
  final Speeder speeder;
  final Repo core;
  final Repo cite;
  final String manifest;
  private final Path folder;

  private SmallFarm(Path folder) throws IOException {
    this.folder = folder;
    speeder = new Speeder(folder);
    core = Repo.create(folder.resolve("core.git"));
    cite = Repo.create(folder.resolve("cite.git"));
    manifest = speeder.at("speeder.yaml");
    core.commit("First").put("index.php", "<?php 1;").on("main");
    cite.commit("First").put("extension.json", "{}").on("main");
    Files.writeString(Path.of(manifest), text(base()));
  }

  static SmallFarm in(Path folder) throws IOException {
    return new SmallFarm(folder);
  }

  private String base() throws IOException {
    var tar = Files.write(folder.resolve("root.tar"), Tar.of("hello\n"));
    var made = speeder.json("base", "--from", tar.toString(), "--to", "oci:" + speeder.at("base"));
    return made.ends(0).document().get("digest").asString();
  }

  private static String text(String base) {
    return """
    farm: small
    sources:
      core: {git: core.git, branch: main, at: /srv/app, required: true}
      cite: {git: cite.git, branch: main, at: /srv/app/cite}
    relations:
      - {from: cite, file: extension.json, pointer: /requires, present: "{name}"}
    image:
      base: oci:base@%s
      to: oci:images
      variants: {web: {}, cli: {entry: [sh]}}
    workloads:
      web: {variant: web, port: 8080}
    lanes:
      pretrain:
        targets: [{local: here}]
        stages: {debug: {}, canary: {share: 10%%}, main: {}}
      train: {external: true}
    tenants:
      test: {hosts: [test.wiki.example], lane: pretrain}
      en: {hosts: [en.wiki.example], lane: train}
    routes:
      debug: {header: X-Wikimedia-Debug, backends: {next: pretrain}}
    """
        .formatted(base);
  }

  /// Changes the manifest.
  void change(String from, String to) throws IOException {
    var file = Path.of(manifest);
    var text = Files.readString(file);
    if (!text.contains(from)) throw new IllegalStateException(from + " is not in " + text);
    Files.writeString(file, text.replace(from, to));
  }

  /// Keeps what a command printed as a file.
  String keep(String name, Speeder.Ran ran) throws IOException {
    return Files.writeString(folder.resolve(name), ran.ends(0).out()).toString();
  }

  String head(Repo repo) {
    return repo.head("main").map(Object::toString).orElseThrow();
  }

  Optional<Path> file(String name) {
    return Optional.of(folder.resolve(name)).filter(Files::exists);
  }

  @Override
  public void close() {
    core.close();
    cite.close();
  }
}
