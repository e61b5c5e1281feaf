package speeder.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import speeder.engine.port.PortFailure;
import speeder.server.fold.Fold;
import speeder.server.http.Http;
import speeder.server.read.Readings;

/// API, events and pages of one engine.
public final class SpeederServer {
  /// @param data folder for `token` and `server.json`
  /// @param host a loopback address
  /// @param port 0 for any free one
  public record Options(Path data, String host, int port, SecureRandom random) {
    public static Options on(Path data, int port, SecureRandom random) {
      return new Options(data, "127.0.0.1", port, random);
    }
  }

  /// A server that answers at `url`, until closed. The engine goes on.
  public record Running(String url, Fold fold, Http http) implements AutoCloseable {
    /// Opens the path on which followers pass on what they were asked.
    public String relayKey() {
      return http.relayKey();
    }

    @Override
    public void close() {
      http.close();
      fold.close();
    }
  }

  private SpeederServer() {}

  /// Sees that it may listen, before an engine is started for it.
  public static void check(Options options) throws PortFailure {
    Http.check(options.host(), options.port());
  }

  /// @throws PortFailure refused `address-not-loopback`, `port-in-use`, `token-open`,
  ///   `token-damaged`; failed `token-unreadable`, `data-folder-unwritable`
  public static Running start(Desk desk, Options options) throws PortFailure {
    var fold = Fold.start(desk);
    try {
      var readings = new Readings(desk, fold);
      var http =
          Http.start(
              desk, readings, options.data(), options.host(), options.port(), options.random());
      return new Running(http.url(), fold, http);
    } catch (PortFailure failure) {
      fold.close();
      throw failure;
    }
  }
}
