package speeder.kit.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real PostgreSQL on a free port of this machine, durable as in production, with data of its own
/// that go when it is closed. Root lends it the user `nobody`, since it refuses root.
public final class Postgres implements AutoCloseable {
  public static final String USER = "speeder";

  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path folder;
  private final Path data;
  private final int port;
  private Process process;

  private Postgres(Path folder, Path data, int port, Process process) {
    this.folder = folder;
    this.data = data;
    this.port = port;
    this.process = process;
  }

  public static Postgres start() throws IOException {
    return start(Programs.folder("speeder-postgres"));
  }

  /// @param folder empty, of a file system of the caller's choice; deleted when this is closed
  public static Postgres start(Path folder) throws IOException {
    if (isRoot()) lend(folder);
    var data = folder.resolve("data");
    var initdb =
        List.of(
            Programs.get().path("initdb"),
            "--pgdata=" + data,
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--wal-segsize=1");
    Programs.run(asUser(initdb), folder);
    int port = freePort();
    var started = new Postgres(folder, data, port, launched(data, port, folder));
    started.await();
    return started;
  }

  public int port() {
    return port;
  }

  /// Address of a new, empty schema.
  public String schema(String name) throws SQLException {
    execute("CREATE SCHEMA " + name);
    return url(port, name);
  }

  /// The address of a schema, by way of any port that leads here.
  public static String url(int port, String schema) {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&currentSchema=%s"
        .formatted(port, USER, schema);
  }

  public void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url(port, "public"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Ends it as a power cut would, and starts it again.
  public void crash() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    revive();
  }

  /// Starts it again where it ended, as an operator's own keeper of services would.
  public void revive() throws IOException {
    if (!process.isAlive()) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
      process = launched(data, port, folder);
    }
    await();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    Programs.delete(folder);
  }

  private static Process launched(Path data, int port, Path folder) throws IOException {
    var command =
        asUser(
            List.of(
                Programs.get().path("postgres"),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-h",
                "127.0.0.1",
                "-k",
                "",
                "-c",
                "max_wal_size=32MB",
                "-c",
                "min_wal_size=2MB"));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder)))
        .start();
  }

  private static java.io.File log(Path folder) {
    return folder.resolve("log").toFile();
  }

  private void await() throws IOException {
    long end = System.nanoTime() + START_NANOS;
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException(
            "PostgreSQL did not start: " + Files.readString(log(folder).toPath()));
      }
      Thread.onSpinWait();
    }
  }

  private boolean answers() {
    try {
      execute("SELECT 1");
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static List<String> asUser(List<String> command) {
    if (!isRoot()) return command;
    var all = new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=nogroup"));
    all.add("--clear-groups");
    all.addAll(command);
    return all;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  private static void lend(Path folder) throws IOException {
    var users = folder.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(folder, users.lookupPrincipalByName("nobody"));
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
