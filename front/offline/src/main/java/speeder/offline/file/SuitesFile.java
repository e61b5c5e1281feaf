package speeder.offline.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.gate.Suite;
import speeder.engine.input.InputFile;
import speeder.engine.input.Located;
import speeder.engine.input.Located.Members;
import speeder.engine.input.Malformed;
import speeder.engine.port.PortFailure;

/// Which sources the job of each suite installs, and what else must be the same.
public final class SuitesFile {
  private static final String REMEDY =
      "Write {\"suites\": {\"NAME\": {\"installs\": [\"SOURCE\"], \"factors\": {}}}}.";
  private static final Set<String> OF_SUITE = Set.of("installs", "factors");

  private SuitesFile() {}

  public static List<Suite> read(Path file) throws PortFailure {
    return new InputFile(file, "interactions", REMEDY).whole(SuitesFile::of);
  }

  private static List<Suite> of(Located whole) throws Malformed {
    var members = whole.members("an object with \"suites\"").only(Set.of("suites"));
    var named = members.need("suites").members("suites by name");
    if (named.byName().isEmpty()) throw new Malformed(named.at(), "at least one suite", "none");
    var suites = new ArrayList<Suite>();
    for (var each : named.byName().entrySet()) {
      var suite = each.getValue().value().members("a suite, an object").only(OF_SUITE);
      suites.add(new Suite(each.getKey(), installs(suite), factors(suite)));
    }
    return suites;
  }

  private static Optional<SortedSet<String>> installs(Members suite) throws Malformed {
    var installs = suite.find("installs");
    if (installs.isEmpty()) return Optional.empty();
    var list = installs.get().items("a list of sources");
    if (list.all().isEmpty()) {
      throw new Malformed(list.at(), "a source, or no field \"installs\" for all of them", "none");
    }
    var sources = new TreeSet<String>();
    for (var each : list.all()) {
      var name = each.text("a source's name");
      if (!sources.add(name.text())) throw name.wrong("each source once");
    }
    return Optional.of(sources);
  }

  private static SortedMap<String, String> factors(Members suite) throws Malformed {
    var factors = new TreeMap<String, String>();
    var named = suite.find("factors");
    if (named.isEmpty()) return factors;
    for (var each : named.get().members("factors by name").byName().entrySet()) {
      factors.put(each.getKey(), each.getValue().value().text("a digest or an address").text());
    }
    return factors;
  }
}
