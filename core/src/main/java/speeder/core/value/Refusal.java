package speeder.core.value;

/// Why something was not done: a code for programs, a sentence and a remedy for people.
///
/// The same three words reach the command line, the API and the page.
public record Refusal(String code, String sentence, String remedy) {
  @Override
  public String toString() {
    return code + ": " + sentence + " " + remedy;
  }
}
