package speeder.offline.file;

import java.nio.file.Path;
import java.util.Set;
import speeder.core.verdict.Policy;
import speeder.engine.input.InputFile;
import speeder.engine.input.Located;
import speeder.engine.input.Malformed;
import speeder.engine.port.PortFailure;

/// From when on counts speak against a release.
public final class RulesFile {
  private static final String REMEDY =
      "Write {\"errorShareMax\": 0.01, \"errorRequestsMin\": 100}; either may be left out.";
  private static final String SHARE = "errorShareMax";
  private static final String REQUESTS = "errorRequestsMin";

  private RulesFile() {}

  public static Policy read(Path file) throws PortFailure {
    return new InputFile(file, "rules", REMEDY).whole(RulesFile::of);
  }

  private static Policy of(Located whole) throws Malformed {
    var rules = whole.members("rules, an object").only(Set.of(SHARE, REQUESTS));
    var share = rules.find(SHARE);
    var requests = rules.find(REQUESTS);
    return new Policy(
        share.isEmpty() ? Policy.USUAL.errorShareMax() : share.get().share(),
        requests.isEmpty() ? Policy.USUAL.requestsMin() : requests.get().whole(1));
  }
}
