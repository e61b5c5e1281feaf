package speeder.tidy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The subcommands of `speeder` and `check`, and those that documents show.
final class Commands {
  private static final Pattern BLOCK = Pattern.compile("```\\w*\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern DECLARED =
      Pattern.compile("@Command\\(\\s*name = \"([a-z-]+)\"", Pattern.DOTALL);
  private static final Pattern CASE = Pattern.compile("(?m)^  ([a-z |]+)\\)");
  private static final Pattern FIRST = Pattern.compile("(?m)\\$\\{1:-}\" = ([a-z]+)");

  private Commands() {}

  /// `speeder status`, `check full`, ...
  static Set<String> known() {
    var speeder =
        Stream.concat(
            Checkout.files(".java").stream()
                .filter(it -> it.startsWith("front/"))
                .flatMap(it -> words(DECLARED, Checkout.text(it))),
            words(CASE, Checkout.text("speeder")).flatMap(it -> Stream.of(it.split("\\|", -1))));
    var check =
        Stream.concat(words(FIRST, Checkout.text("check")), words(CASE, Checkout.text("check")));
    return Stream.concat(
            speeder.map(it -> "speeder " + it.strip()), check.map(it -> "check " + it.strip()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Commands in a document's blocks, each as `./speeder status` or `./check`.
  static Stream<String> shown(String document) {
    return BLOCK
        .matcher(Checkout.text(document))
        .results()
        .flatMap(it -> it.group(1).lines())
        .filter(it -> it.startsWith("./"));
  }

  static boolean exists(String shown, Set<String> known) {
    var words = shown.substring("./".length()).split("\\s+", -1);
    boolean alone = words.length == 1 || words[1].startsWith("#") || words[1].startsWith("-");
    return alone ? words[0].equals("check") : known.contains(words[0] + " " + words[1]);
  }

  private static Stream<String> words(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1));
  }
}
