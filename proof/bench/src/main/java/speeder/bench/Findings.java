package speeder.bench;

import java.util.List;

/// What a benchmark measured.
record Findings(List<Series> series, List<Ratio> ratios) {
  Findings {
    series = List.copyOf(series);
    ratios = List.copyOf(ratios);
  }
}
