package speeder.wiring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import speeder.core.farm.Farm;
import speeder.manifest.ManifestReader;
import speeder.manifest.Parsed;
import speeder.manifest.Parsed.SourcePlace;
import speeder.manifest.Problem;

/// Manifests read from files.
public final class Manifests {
  private Manifests() {}

  /// A farm, and where its manifest says what.
  public record Described(Farm farm, SortedMap<String, SourcePlace> places) {
    /// `file:line:column` of a source's address.
    public Optional<String> git(String source) {
      return Optional.ofNullable(places.get(source)).map(SourcePlace::git);
    }

    /// `file:line:column` of the branch that a source is read at.
    public Optional<String> branch(String source) {
      return Optional.ofNullable(places.get(source)).map(SourcePlace::branch);
    }
  }

  /// @param manifest a file, or a folder of them
  public static Described read(Path manifest) throws BadManifest {
    var good = parsed(manifest);
    return new Described(good.farm(), good.places());
  }

  static Parsed.Good parsed(Path manifest) throws BadManifest {
    return switch (ManifestReader.read(manifest)) {
      case Parsed.Good good -> good;
      case Parsed.Bad(var problems) ->
          throw new BadManifest(problems.stream().map(Problem::toString).toList());
    };
  }
}
