package speeder.api;

/// Why something was not done (RFC 9457, `application/problem+json`), with the three words that are
/// the same everywhere: code, sentence, remedy.
///
/// @param type `urn:speeder:` and the code
/// @param title the kind of problem
/// @param status of HTTP; 0 where no server answered
/// @param detail the sentence, where RFC 9457 looks for it
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String sentence,
    String remedy) {
  public static final String MEDIA_TYPE = "application/problem+json";
  public static final int REFUSED = 409;

  public static Problem of(int status, String title, String code, String sentence, String remedy) {
    return new Problem("urn:speeder:" + code, title, status, sentence, code, sentence, remedy);
  }
}
