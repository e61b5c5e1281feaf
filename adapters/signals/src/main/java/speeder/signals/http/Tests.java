package speeder.signals.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import speeder.core.supervision.Expectation;

/// Reads the outer two levels of a file: `scheme://host` to a list of tests.
final class Tests {
  private static final Pattern BASE = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?/?");

  private final Problems problems;
  private final List<Expectation> expectations = new ArrayList<>();

  Tests(String file) {
    this.problems = new Problems(file);
  }

  void read(Node root) {
    if (!(root instanceof MappingNode hosts)) {
      problems.add(root, "expected hosts (https://wiki.example.org) with lists of tests");
      return;
    }
    Entries.of(hosts, problems).forEach(this::host);
    if (expectations.size() > ExpectationFile.EXPECTATIONS_MAX) {
      problems.add(root, "expected at most %d tests".formatted(ExpectationFile.EXPECTATIONS_MAX));
    }
  }

  private void host(String base, Entries.Entry entry) {
    if (!BASE.matcher(base).matches()) {
      problems.add(entry.key(), "expected http:// or https:// and a host, but %s".formatted(base));
    }
    var plain = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    if (!(entry.value() instanceof SequenceNode tests)) {
      problems.add(entry.value(), "expected a list of tests");
      return;
    }
    for (var test : tests.getValue()) new OneTest(plain, problems).read(test, expectations);
  }

  Parsed parsed() {
    return new Parsed(expectations, problems.all());
  }
}
