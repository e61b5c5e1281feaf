package speeder.wiring;

import java.util.List;

/// A manifest with faults; each line names file, line, column, and what was expected.
public final class BadManifest extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> faults;

  BadManifest(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
