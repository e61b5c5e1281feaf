package speeder.tidy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The arrows between modules and the order of core's packages, as ARCHITECTURE.md prints them: the
/// document is the rule.
record Arrows(List<Rule> rules, List<String> order) {
  private static final Pattern SENTENCE =
      Pattern.compile("Arrows, held by a test: (.*?)\\.\\s*\\n\\s*\\n", Pattern.DOTALL);
  private static final Pattern ORDER =
      Pattern.compile("a package may use only those before it:\\s+(.*?)\\n\\n", Pattern.DOTALL);
  private static final Pattern EXCEPTION = Pattern.compile("\\((\\S+) also (\\S+)\\)");
  private static final String APART = "never one another";

  /// @param folder it speaks of, with all below
  /// @param uses the folders that it may use
  /// @param apart whether modules of the same folder may not use one another
  record Rule(String folder, List<String> uses, boolean apart) {}

  static Arrows printed() {
    var text = Checkout.text("ARCHITECTURE.md");
    var rules = new ArrayList<Rule>();
    for (var clause : found(SENTENCE, text).split(";", -1)) rules.addAll(clause(clause));
    return new Arrows(List.copyOf(rules), words(found(ORDER, text)));
  }

  boolean allow(String from, String to) {
    return rules.stream().filter(it -> isIn(from, it.folder())).anyMatch(it -> allows(it, to));
  }

  Optional<Rule> of(String module) {
    return rules.stream().filter(it -> isIn(module, it.folder())).findFirst();
  }

  private static boolean allows(Rule rule, String to) {
    return (!rule.apart() && isIn(to, rule.folder()))
        || rule.uses().stream().anyMatch(it -> isIn(to, it));
  }

  private static boolean isIn(String module, String folder) {
    return module.equals(folder) || module.startsWith(folder + "/");
  }

  private static List<Rule> clause(String clause) {
    var sides = clause.replaceAll("\\s+", " ").strip().split(" → ", -1);
    var uses = sides[1].replaceAll("\\(.*?\\)", "");
    var allowed = words(uses).stream().filter(it -> !it.equals("nothing") && !it.equals(APART));
    return Stream.concat(
            rules(words(sides[0]), allowed.toList(), uses.contains(APART)),
            EXCEPTION.matcher(sides[1]).results().map(it -> exception(sides[0], it)))
        .toList();
  }

  private static Stream<Rule> rules(List<String> folders, List<String> uses, boolean apart) {
    return folders.stream().map(it -> new Rule(it, uses, apart));
  }

  private static Rule exception(String folder, java.util.regex.MatchResult found) {
    return new Rule(folder + "/" + found.group(1), List.of(found.group(2)), true);
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) throw new IllegalStateException("ARCHITECTURE.md lacks: " + pattern);
    return matcher.group(1);
  }
}
