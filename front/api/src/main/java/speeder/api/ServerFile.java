package speeder.api;

/// `server.json` in a data folder: where its server answers.
public record ServerFile(String url, long pid) {
  public static final String NAME = "server.json";

  /// The file beside it with the token.
  public static final String TOKEN = "token";
}
