package speeder.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.kit.sources.Repo;
import speeder.oci.BaseImport;
import speeder.oci.Compression;

/// A small real application: three repositories of shell programs that a busybox web server runs.
/// Each answer names the release that gave it, and the words of the sources it was made of.
final class Site implements AutoCloseable {
  static final String BRANCH = "main";
  static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final String HEAD =
      "printf \"Speeder-Release: $SPEEDER_RELEASE\\r\\nContent-Type: text/plain\\r\\n\\r\\n\"";
  private static final String BROKEN = script("printf 'Status: 500 Broken\\r\\n\\r\\nbroken\\n'");

  /// Every release breaks where `broken` is among what was posted: no going back mends that.
  private static final String PAGE =
      script(
          "[ ! -e /posts/broken ] || exec /srv/app/cgi-bin/broken",
          HEAD,
          "cat /srv/config/word /srv/lib/word /srv/app/word");

  final Path folder;
  final Repo app;
  final Repo lib;
  final Repo config;
  final Digest base;

  Site(Path folder) throws Exception {
    this.folder = folder;
    this.app = Repo.create(folder.resolve("repos/app.git"));
    this.lib = Repo.create(folder.resolve("repos/lib.git"));
    this.config = Repo.create(folder.resolve("repos/config.git"));
    app.commit("The programs")
        .executable("cgi-bin/ready", script(HEAD, "echo ok"))
        .executable("cgi-bin/page", PAGE)
        .executable("cgi-bin/broken", BROKEN)
        .executable(
            "cgi-bin/post", script(HEAD, "echo \"$QUERY_STRING\" >>/posts/came", "echo taken"))
        .executable("cgi-bin/secret", script(HEAD, "md5sum </run/secrets/password"))
        .put("word", "app one\n")
        .on(BRANCH);
    lib.commit("A library").put("word", "lib one\n").on(BRANCH);
    config.commit("Configuration").put("word", "config one\n").on(BRANCH);
    this.base = BaseImport.run(tar(), "oci:" + folder.resolve("bases"), Compression.ZSTD);
  }

  private static String script(String... lines) {
    return "#!/bin/sh\n" + String.join("\n", lines) + "\n";
  }

  private Path tar() throws Exception {
    var root = folder.resolve("base");
    var bin = Files.createDirectories(root.resolve("bin"));
    for (var name : List.of("proc", "sys", "dev", "tmp", "run/secrets", "posts", "srv")) {
      Files.createDirectories(root.resolve(name));
    }
    Files.copy(BUSYBOX, bin.resolve("busybox"));
    for (var name : List.of("sh", "cat", "md5sum", "sleep")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
    }
    var tar = folder.resolve("base.tar");
    int code =
        new ProcessBuilder("tar", "-C", root.toString(), "-cf", tar.toString(), ".")
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) throw new IllegalStateException("tar ended with " + code);
    return tar;
  }

  /// Commits a new word to the library.
  ObjectId say(String word) {
    return lib.commit("Say " + word).put("word", word + "\n").on(BRANCH);
  }

  /// Commits a new word to the configuration.
  ObjectId configure(String word) {
    return config.commit("Say " + word).put("word", word + "\n").on(BRANCH);
  }

  /// Commits a page that answers 500.
  ObjectId breakPage() {
    return app.commit("Break the page").executable("cgi-bin/page", BROKEN).on(BRANCH);
  }

  /// What is in one place of the manifest may be replaced by tests of bad input.
  String manifest() {
    return """
    farm: small
    sources:
      app: {git: repos/app.git, branch: main, at: /srv/app, required: true}
      lib: {git: repos/lib.git, branch: main, at: /srv/lib, required: true}
    config: {git: repos/config.git, branch: main, at: /srv/config}
    image:
      base: oci:bases@BASE
      to: oci:pushed
      variants:
        web: {entry: [/bin/busybox, httpd, -f, -p, "8080", -h, /srv/app]}
    workloads:
      web:
        variant: web
        port: 8080
        ready: /cgi-bin/ready
        warm: [/cgi-bin/page]
        warm-hosts: [one.example.org]
        mounts: {posts: /posts}
        secrets: {password: {from: {file: password}, at: /run/secrets/password}}
        limits: {memory: 64M}
        start: 60s
        drain: 2s
    lanes:
      pretrain:
        targets: [{local: here}]
        stages: {debug: {}, canary: {share: 20%, bake: 1s}, main: {}}
        expect: checks.yaml
        errors: {share: 5%, requests: 1000}
        window: 2s
      train:
        when: by-hand
        targets: [{local: here}]
        stages: {main: {}}
        expect: checks.yaml
        errors: {share: 5%, requests: 1000}
        window: 2s
    tenants:
      one: {hosts: [one.example.org], lane: pretrain}
      two: {hosts: [two.example.org], lane: pretrain}
      three: {hosts: [three.example.org], lane: train}
    routes:
      edge: {listen: "127.0.0.1:0"}
      debug: {header: X-Speeder-Debug, backends: {next: pretrain}}
    """
        .replace("BASE", base.toString());
  }

  static String checks() {
    return """
    http://one.example.org:
    - path: /cgi-bin/page
      assert_status: 200
      assert_body_contains: app
    """;
  }

  @Override
  public void close() {
    app.close();
    lib.close();
    config.close();
  }
}
