package speeder.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What reviews would otherwise have to look for.
class TidyTest {
  private static final int LINES_MAX = 400;
  private static final int TEST_LINES_MAX = 500;
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");
  private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.*$}-])/(work|home)/");
  private static final Pattern HOST = Pattern.compile("https?://([A-Za-z0-9.-]+\\.[A-Za-z]+)");
  private static final Pattern ARTIFACT =
      Pattern.compile(
          "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");

  /// Whom files may name: specifications, and names that are nobody's (RFC 2606).
  private static final Set<String> HOSTS =
      Set.of(
          "github.com",
          "in-toto.io",
          "maven.apache.org",
          "wikitech.wikimedia.org",
          "www.apache.org",
          "www.postgresql.org",
          "www.sqlite.org",
          "www.w3.org");

  private static final Pattern NOBODY =
      Pattern.compile("(.*\\.)?(example(\\.org|\\.com)?|test|invalid|localhost)");

  @Test
  void no_file_is_longer_than_400_lines_and_no_test_longer_than_500() {
    var tooLong = java().filter(it -> Checkout.text(it).lines().count() > linesMax(it)).toList();
    assertEquals(List.of(), tooLong, "files that are too long");
  }

  private static int linesMax(String file) {
    return file.contains("src/test/java") ? TEST_LINES_MAX : LINES_MAX;
  }

  @Test
  void nothing_is_left_for_later_in_a_comment() {
    none("left for later", lines(Checkout.files().stream(), LEFT_OVER));
  }

  @Test
  void every_package_is_null_marked() {
    var without =
        java()
            .filter(it -> it.contains("src/main/java"))
            .map(it -> it.substring(0, it.lastIndexOf('/')))
            .distinct()
            .filter(it -> !isNullMarked(it))
            .toList();
    assertEquals(List.of(), without, "packages without @NullMarked in package-info.java");
  }

  private static boolean isNullMarked(String folder) {
    var info = folder + "/package-info.java";
    return Files.exists(Checkout.ROOT.resolve(info)) && Checkout.text(info).contains("@NullMarked");
  }

  @Test
  void no_switch_over_constants_has_a_default() {
    none("switches over constants of an enum with a default", Switches.withNeedlessDefault(java()));
  }

  @Test
  void the_architecture_names_every_module() {
    var text = Checkout.text("ARCHITECTURE.md");
    var unnamed =
        Checkout.modules().stream()
            .filter(it -> !Arrays.stream(it.split("/", -1)).allMatch(part -> isNamed(text, part)))
            .toList();
    assertEquals(List.of(), unnamed, "modules that ARCHITECTURE.md does not name");
  }

  private static boolean isNamed(String text, String word) {
    return Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text).find();
  }

  @Test
  void links_of_documents_lead_somewhere() {
    var broken = Checkout.files(".md").stream().flatMap(TidyTest::brokenLinks).toList();
    none("links that lead nowhere", broken);
  }

  private static Stream<String> brokenLinks(String document) {
    var folder = Checkout.ROOT.resolve(document).resolveSibling("");
    return LINK.matcher(Checkout.text(document))
        .results()
        .map(it -> it.group(1))
        .filter(it -> !it.contains("://") && !Files.exists(folder.resolve(it)))
        .map(it -> document + ": " + it);
  }

  @Test
  void commands_of_the_readme_exist() {
    var known = Commands.known();
    var unknown = Commands.shown("README.md").filter(it -> !Commands.exists(it, known)).toList();
    none("commands that README.md shows and that do not exist; known are " + known, unknown);
  }

  @Test
  void no_file_names_a_path_of_one_machine() {
    none("paths of one machine", lines(Checkout.files().stream(), MACHINE_PATH));
  }

  @Test
  void files_name_no_hosts_but_of_specifications_and_examples() {
    var named =
        Checkout.files().stream()
            .flatMap(it -> HOST.matcher(Checkout.text(it)).results())
            .map(it -> it.group(1))
            .filter(it -> !HOSTS.contains(it) && !NOBODY.matcher(it).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), named, "hosts that files name");
  }

  @Test
  void every_dependency_says_in_the_rationale_what_it_is_for() {
    var rationale = Checkout.text("RATIONALE.md");
    var rows = rationale.substring(rationale.indexOf("## Dependencies")).toLowerCase(Locale.ROOT);
    var without =
        Checkout.files("pom.xml").stream()
            .flatMap(it -> ARTIFACT.matcher(Checkout.text(it)).results())
            .filter(it -> !it.group(1).equals("speeder"))
            .filter(it -> !it.group(2).endsWith("-bom"))
            .filter(it -> !rows.contains(firstWord(it.group(2))))
            .map(it -> it.group(1) + ":" + it.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), without, "dependencies without a row in RATIONALE.md");
  }

  /// `jackson` of `jackson-core`, `jgit` of `org.eclipse.jgit`.
  private static String firstWord(String artifact) {
    var words = artifact.substring(artifact.lastIndexOf('.') + 1).split("-", -1);
    return words[0].toLowerCase(Locale.ROOT);
  }

  private static Stream<String> java() {
    return Checkout.files(".java").stream();
  }

  private static List<String> lines(Stream<String> files, Pattern pattern) {
    return files.flatMap(it -> lines(it, pattern)).toList();
  }

  private static Stream<String> lines(String file, Pattern pattern) {
    return Checkout.text(file)
        .lines()
        .filter(it -> pattern.matcher(it).find())
        .map(it -> Path.of(file) + ": " + it.strip());
  }

  private static void none(String what, List<String> found) {
    assertEquals("", String.join("\n", found), found.size() + " " + what);
  }
}
