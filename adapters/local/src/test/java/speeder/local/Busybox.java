package speeder.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import speeder.core.value.Digest;
import speeder.engine.port.Images.Unpacked;

/// An image of two layers: a static busybox, and a site of small programs on top.
final class Busybox {
  static final Digest IMAGE = Digest.of("busybox");
  static final Digest OTHER = Digest.of("busybox, another build");
  static final Digest DEEP = Digest.of("busybox, deep");
  private static final Path PROGRAM = Path.of("/bin/busybox");

  private final Path folder;

  private Busybox(Path folder) {
    this.folder = folder;
  }

  /// Skips the test, saying why, where containers cannot run.
  static Busybox in(Path folder) throws IOException {
    assumeTrue(
        Files.isExecutable(PROGRAM), "SKIPPED: no /bin/busybox (apt install busybox-static)");
    assumeTrue(
        Programs.ofThisMachine().find("runc").isPresent(), "SKIPPED: no runc (apt install runc)");
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "SKIPPED: not root");
    var image = new Busybox(folder);
    image.base();
    image.site();
    return image;
  }

  /// One that was made before.
  static Busybox at(Path folder) {
    return new Busybox(folder);
  }

  /// Lays as many over it as a container may have, each with a file of its own.
  Busybox deepened() throws IOException {
    for (int depth = 2; depth < Starter.LAYERS_MAX; depth++) {
      var www = Files.createDirectories(folder.resolve("deep-" + depth + "/www"));
      Files.writeString(www.resolve("layer"), depth + "\n");
      Files.writeString(www.resolve("own-" + depth), "");
    }
    return this;
  }

  Unpacked unpacked(Digest image) {
    var layers = new ArrayList<>(List.of(folder.resolve("base"), folder.resolve("site")));
    for (int depth = 2; image.equals(DEEP) && depth < Starter.LAYERS_MAX; depth++) {
      layers.add(folder.resolve("deep-" + depth));
    }
    return new Unpacked(
        image,
        layers,
        List.of("/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www"),
        List.of("FROM_IMAGE=yes"));
  }

  private void base() throws IOException {
    var bin = Files.createDirectories(folder.resolve("base/bin"));
    Files.copy(PROGRAM, bin.resolve("busybox"));
    for (var name : List.of("sh", "cat", "sleep", "wget", "env", "id", "touch", "ls", "ip")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
    }
    Files.createDirectories(folder.resolve("base/www"));
    Files.createDirectories(folder.resolve("base/var"));
    Files.writeString(folder.resolve("base/www/layer"), "base\n");
  }

  private void site() throws IOException {
    Files.createDirectories(folder.resolve("site/www/cgi-bin"));
    Files.writeString(folder.resolve("site/www/layer"), "site\n");
    program("ready", "echo ok");
    program("warm", "echo $HTTP_HOST >> /warmed");
    program("warmed", "cat /warmed");
    program("secret", "cat /run/secrets/password");
    program("layer", "cat /www/layer");
    program("env", "env");
    program(
        "shell",
        "sh -c \"$(httpd -d \"$QUERY_STRING\" 2>/dev/null || busybox httpd -d \"$QUERY_STRING\")\" 2>&1");
    var fails =
        "#!/bin/sh\nprintf \"Status: 500 Broken\\r\\nSpeeder-Release: $SPEEDER_RELEASE\\r\\n\\r\\n\"\n";
    write("fails", fails);
  }

  private void program(String name, String body) throws IOException {
    var head =
        "#!/bin/sh\nprintf \"Speeder-Release: ${NAMED:-$SPEEDER_RELEASE}\\r\\nContent-Type: text/plain\\r\\n\\r\\n\"\n";
    write(name, head + body + "\n");
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve("site/www/cgi-bin").resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
