package speeder.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.Credentials;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import speeder.engine.port.PortFailure;

/// Where a PostgreSQL database is, and how one gets in. Whatever is shown of it holds no password.
public final class PostgresPlace {
  private static final Pattern URL =
      Pattern.compile("jdbc:(postgresql://[^/?\\s]+/[^/?\\s]+)(\\?\\S*)?");
  private static final Pattern USER = Pattern.compile("[?&]user=([^&]*)");
  private static final Pattern PASSWORD = Pattern.compile("[?&](ssl)?password=");

  /// How long a connection may take to come about.
  private static final int CONNECT_SECONDS = 2;

  private final String url;
  private final String name;
  private final Supplier<Optional<String>> password;

  private PostgresPlace(String url, String name, Supplier<Optional<String>> password) {
    this.url = url;
    this.name = name;
    this.password = password;
  }

  /// @param url `jdbc:postgresql://host:port/database?user=...`, without a password
  /// @param password asked for at each new connection, so that it may be changed
  /// @throws PortFailure refused `store-url`
  public static PostgresPlace of(String url, Supplier<Optional<String>> password)
      throws PortFailure {
    var parts = URL.matcher(url);
    if (!parts.matches()) throw refused("The store's address is none of PostgreSQL.");
    if (PASSWORD.matcher(url).find()) {
      throw refused("The store's address holds a password, which others could read.");
    }
    return new PostgresPlace(url, parts.group(1), password);
  }

  private static PortFailure refused(String sentence) {
    return PortFailure.refused(
        "store-url",
        sentence,
        "Write jdbc:postgresql://HOST:PORT/DATABASE?user=NAME, and the password into a file.");
  }

  /// `postgresql://host:port/database`.
  public String name() {
    return name;
  }

  /// As the driver would have it: the one of the address, or who runs this.
  private String user() {
    var named = USER.matcher(url);
    return named.find()
        ? URLDecoder.decode(named.group(1), UTF_8)
        : System.getProperty("user.name", "");
  }

  /// What connections are made with; what the address says itself goes before it.
  ///
  /// @param answerSeconds how long an answer may take before the connection is given up
  HikariConfig config(int answerSeconds) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setCredentialsProvider(() -> Credentials.of(user(), password.get().orElse(null)));
    config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    config.addDataSourceProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
    config.addDataSourceProperty("socketTimeout", String.valueOf(answerSeconds));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "speeder");
    config.addDataSourceProperty("targetServerType", "primary");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return config;
  }
}
