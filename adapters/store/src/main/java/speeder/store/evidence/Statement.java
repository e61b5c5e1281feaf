package speeder.store.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import speeder.engine.input.Located;
import speeder.engine.input.Located.Members;
import speeder.engine.input.Malformed;

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

  static Evidence read(String id, Located line) throws Malformed {
    return new Statement(line.members("an in-toto statement")).evidence(id);
  }

  private Evidence evidence(String id) throws Malformed {
    checkType();
    var predicate = whole.need("predicate").members("the predicate, an object");
    var configuration = descriptors(predicate);
    var suite = suite(configuration);
    return new Evidence(
        id,
        suiteName(suite),
        outcome(predicate),
        installed(),
        factors(configuration, suite),
        finishedOn(suite),
        predicate.findText("url"));
  }

  private void checkType() throws Malformed {
    var type = whole.need("_type").text("a statement's type");
    if (!TYPES.contains(type.text())) throw type.wrong("\"https://in-toto.io/Statement/v1\"");
    var predicate = whole.need("predicateType").text("a predicate's type");
    if (!predicate.text().equals(PREDICATE)) throw predicate.wrong("\"" + PREDICATE + "\"");
  }

  private static Outcome outcome(Members predicate) throws Malformed {
    var result = predicate.need("result").text("a result");
    return switch (result.text()) {
      case "PASSED" -> Outcome.PASSED;
      case "WARNED" -> Outcome.WARNED;
      case "FAILED" -> Outcome.FAILED;
      default -> throw result.wrong("PASSED, WARNED or FAILED");
    };
  }

  private List<Installed> installed() throws Malformed {
    var subjects = whole.need("subject").items("a list of subjects");
    if (subjects.all().isEmpty()) {
      throw new Malformed(subjects.at(), "a subject for each source installed", "none");
    }
    var installed = new ArrayList<Installed>();
    for (var subject : subjects.all()) installed.add(installed(subject.members("a subject")));
    return installed;
  }

  private static Installed installed(Members subject) throws Malformed {
    var digest = subject.need("digest").members("digests by algorithm");
    var name = subject.findText("name").filter(text -> !text.equals("_"));
    var commit = objectId(digest, "gitCommit");
    var tree = objectId(digest, "gitTree");
    if (commit.isEmpty() && (tree.isEmpty() || name.isEmpty())) {
      throw new Malformed(
          digest.at(), "gitCommit, or gitTree of a subject with a name", digest.names());
    }
    return new Installed(name, commit, tree);
  }

  private static Optional<ObjectId> objectId(Members digest, String algorithm) throws Malformed {
    var value = digest.find(algorithm);
    return value.isEmpty() ? Optional.empty() : Optional.of(value.get().objectId());
  }

  private static List<Members> descriptors(Members predicate) throws Malformed {
    var list = predicate.need("configuration").items("a list of configurations");
    if (list.all().isEmpty()) {
      throw new Malformed(list.at(), "a configuration that names the suite", "none");
    }
    var descriptors = new ArrayList<Members>();
    for (var item : list.all()) descriptors.add(item.members("a resource descriptor"));
    return descriptors;
  }

  private static Members suite(List<Members> configuration) throws Malformed {
    for (var each : configuration) {
      if (each.findText("name").filter(name -> name.startsWith(SUITE)).isPresent()) return each;
    }
    return configuration.getFirst();
  }

  private static String suiteName(Members suite) throws Malformed {
    var name = suite.need("name").text("the suite's name").text();
    return name.startsWith(SUITE) ? name.substring(SUITE.length()) : name;
  }

  private static SortedMap<String, SortedSet<String>> factors(
      List<Members> configuration, Members suite) throws Malformed {
    SortedMap<String, SortedSet<String>> factors = new TreeMap<>();
    for (var each : configuration) {
      var name =
          each.equals(suite) ? "suite" : each.need("name").text("a configuration's name").text();
      var values = values(each);
      if (!values.isEmpty()) factors.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(values);
    }
    return factors;
  }

  private static SortedSet<String> values(Members descriptor) throws Malformed {
    var values = new TreeSet<String>();
    var digest = descriptor.find("digest");
    if (digest.isEmpty()) {
      descriptor.findText("uri").ifPresent(values::add);
      return values;
    }
    for (var each : digest.get().members("digests by algorithm").byName().entrySet()) {
      values.add(each.getKey() + ":" + each.getValue().value().text("a digest").text());
    }
    return values;
  }

  private static Optional<Instant> finishedOn(Members suite) throws Malformed {
    var annotations = suite.find("annotations");
    if (annotations.isEmpty()) return Optional.empty();
    var finished = annotations.get().members("annotations by name").find("finishedOn");
    return finished.isEmpty() ? Optional.empty() : Optional.of(finished.get().time());
  }
}
