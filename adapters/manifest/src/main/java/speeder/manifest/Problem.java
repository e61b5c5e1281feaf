package speeder.manifest;

import java.util.Optional;

/// One thing that is wrong with a manifest.
///
/// @param file as it was named, or relative to the manifest's folder
/// @param line from 1
/// @param column from 1
/// @param expected what belongs there, as a phrase
/// @param found what stands there
/// @param nearest the word that was probably meant
public record Problem(
    String file, int line, int column, String expected, String found, Optional<String> nearest) {
  /// One line for people: `speeder.yaml:7:3: expected ..., found ....`
  @Override
  public String toString() {
    var meant = nearest.map(word -> " Did you mean `" + word + "`?").orElse("");
    return "%s:%d:%d: expected %s; found %s.%s"
        .formatted(file, line, column, expected, found, meant);
  }
}
