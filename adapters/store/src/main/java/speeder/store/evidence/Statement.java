package speeder.store.evidence;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.evidence.Installed;
import speeder.core.source.ObjectId;
import speeder.store.evidence.Located.Items;
import speeder.store.evidence.Located.Members;
import speeder.store.evidence.Located.Text;

/// One in-toto statement of a test result.
///
/// Every subject is a source that was installed, by name and `gitCommit` or `gitTree`. Of the
/// configuration, the entry whose name begins with `suite:` is the suite, or else the first; its
/// annotation `finishedOn` (RFC 3339) dates the run; its digests are the factor `suite`. Every
/// other entry is a factor: its name, and its digests as `algorithm:value`, or its `uri`.
///
/// Source: https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md
final class Statement {
  static final String PREDICATE = "https://in-toto.io/attestation/test-result/v0.1";

  private static final Set<String> TYPES =
      Set.of("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1");
  private static final String SUITE = "suite:";

  private final Members whole;

  private Statement(Members whole) {
    this.whole = whole;
  }

  static Evidence read(String id, String line) throws Malformed {
    return new Statement(members(Located.parse(line), "an in-toto statement")).evidence(id);
  }

  private Evidence evidence(String id) throws Malformed {
    checkType();
    var predicate = members(need(whole, "predicate"), "the predicate, an object");
    var configuration = descriptors(predicate);
    var suite = suite(configuration);
    return new Evidence(
        id,
        suiteName(suite),
        outcome(predicate),
        installed(),
        factors(configuration, suite),
        finishedOn(suite),
        optionalText(predicate, "url"));
  }

  private void checkType() throws Malformed {
    var type = text(need(whole, "_type"), "a statement's type");
    if (!TYPES.contains(type.text())) {
      throw new Malformed(type.column(), "\"https://in-toto.io/Statement/v1\"", type.title());
    }
    var predicate = text(need(whole, "predicateType"), "a predicate's type");
    if (!predicate.text().equals(PREDICATE)) {
      throw new Malformed(predicate.column(), "\"" + PREDICATE + "\"", predicate.title());
    }
  }

  private static Outcome outcome(Members predicate) throws Malformed {
    var result = text(need(predicate, "result"), "a result");
    return switch (result.text()) {
      case "PASSED" -> Outcome.PASSED;
      case "WARNED" -> Outcome.WARNED;
      case "FAILED" -> Outcome.FAILED;
      default -> throw new Malformed(result.column(), "PASSED, WARNED or FAILED", result.title());
    };
  }

  private List<Installed> installed() throws Malformed {
    var subjects = items(need(whole, "subject"), "a list of subjects");
    if (subjects.all().isEmpty()) {
      throw new Malformed(subjects.column(), "a subject for each source installed", "none");
    }
    var installed = new ArrayList<Installed>();
    for (var subject : subjects.all()) installed.add(installed(members(subject, "a subject")));
    return installed;
  }

  private static Installed installed(Members subject) throws Malformed {
    var digest = members(need(subject, "digest"), "digests by algorithm");
    var name = optionalText(subject, "name").filter(text -> !text.equals("_"));
    var commit = objectId(digest, "gitCommit");
    var tree = objectId(digest, "gitTree");
    if (commit.isEmpty() && (tree.isEmpty() || name.isEmpty())) {
      throw new Malformed(
          digest.column(), "gitCommit, or gitTree of a subject with a name", keys(digest));
    }
    return new Installed(name, commit, tree);
  }

  private static Optional<ObjectId> objectId(Members digest, String algorithm) throws Malformed {
    var value = digest.byName().get(algorithm);
    if (value == null) return Optional.empty();
    var hex = text(value, "a git object's id");
    try {
      return Optional.of(new ObjectId(hex.text().toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException notAnId) {
      throw new Malformed(hex.column(), "40 or 64 hex digits", hex.title());
    }
  }

  private static List<Members> descriptors(Members predicate) throws Malformed {
    var list = items(need(predicate, "configuration"), "a list of configurations");
    if (list.all().isEmpty()) {
      throw new Malformed(list.column(), "a configuration that names the suite", "none");
    }
    var descriptors = new ArrayList<Members>();
    for (var item : list.all()) descriptors.add(members(item, "a resource descriptor"));
    return descriptors;
  }

  private static Members suite(List<Members> configuration) throws Malformed {
    for (var each : configuration) {
      if (optionalText(each, "name").filter(name -> name.startsWith(SUITE)).isPresent()) {
        return each;
      }
    }
    return configuration.getFirst();
  }

  private static String suiteName(Members suite) throws Malformed {
    var name = text(need(suite, "name"), "the suite's name").text();
    return name.startsWith(SUITE) ? name.substring(SUITE.length()) : name;
  }

  private static SortedMap<String, SortedSet<String>> factors(
      List<Members> configuration, Members suite) throws Malformed {
    SortedMap<String, SortedSet<String>> factors = new TreeMap<>();
    for (var each : configuration) {
      var name =
          each.equals(suite) ? "suite" : text(need(each, "name"), "a configuration's name").text();
      var values = values(each);
      if (!values.isEmpty()) factors.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(values);
    }
    return factors;
  }

  private static SortedSet<String> values(Members descriptor) throws Malformed {
    var values = new TreeSet<String>();
    var digest = descriptor.byName().get("digest");
    if (digest == null) {
      optionalText(descriptor, "uri").ifPresent(values::add);
      return values;
    }
    for (var each : members(digest, "digests by algorithm").byName().entrySet()) {
      values.add(each.getKey() + ":" + text(each.getValue(), "a digest").text());
    }
    return values;
  }

  private static Optional<Instant> finishedOn(Members suite) throws Malformed {
    var annotations = suite.byName().get("annotations");
    if (annotations == null) return Optional.empty();
    var finished = members(annotations, "annotations by name").byName().get("finishedOn");
    if (finished == null) return Optional.empty();
    var time = text(finished, "a time");
    try {
      return Optional.of(Instant.parse(time.text()));
    } catch (DateTimeParseException notATime) {
      throw new Malformed(time.column(), "a time like 2026-03-02T12:00:00Z", time.title());
    }
  }

  private static Optional<String> optionalText(Members of, String name) throws Malformed {
    var value = of.byName().get(name);
    return value == null ? Optional.empty() : Optional.of(text(value, "text").text());
  }

  private static Located need(Members of, String name) throws Malformed {
    var value = of.byName().get(name);
    if (value == null) throw new Malformed(of.column(), "the field \"" + name + "\"", keys(of));
    return value;
  }

  private static String keys(Members of) {
    return of.byName().isEmpty() ? "no field" : "only " + String.join(", ", of.byName().keySet());
  }

  private static Members members(Located value, String expected) throws Malformed {
    if (value instanceof Members members) return members;
    throw new Malformed(value.column(), expected, value.title());
  }

  private static Items items(Located value, String expected) throws Malformed {
    if (value instanceof Items items) return items;
    throw new Malformed(value.column(), expected, value.title());
  }

  private static Text text(Located value, String expected) throws Malformed {
    if (value instanceof Text text) return text;
    throw new Malformed(value.column(), expected, value.title());
  }
}
