package speeder.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import speeder.engine.codec.Json;

/// What a run measured, for people and for programs.
record Report(List<Section> sections, Bounds bounds) {
  private static final String ROW = "  %-34s %12s %12s %12s  %s%n";

  record Section(String name, String about, Findings findings) {}

  Report {
    sections = List.copyOf(sections);
  }

  boolean holds() {
    return ratios().allMatch(bounds::holds);
  }

  private Stream<Ratio> ratios() {
    return sections.stream().flatMap(it -> it.findings().ratios().stream());
  }

  /// A table for people.
  String table() {
    var text = new StringBuilder();
    for (var section : sections) write(text, section);
    long out = ratios().filter(it -> !bounds.holds(it)).count();
    text.append("%d ratios, %d out of bounds%n".formatted(ratios().count(), out));
    return text.toString();
  }

  private void write(StringBuilder text, Section section) {
    text.append("%s: %s%n".formatted(section.name(), section.about()));
    text.append(ROW.formatted("", "median", "min", "max", "unit"));
    for (var series : section.findings().series()) {
      text.append(
          ROW.formatted(
              series.name(),
              figure(series.median()),
              figure(series.least()),
              figure(series.most()),
              series.unit()));
    }
    for (var ratio : section.findings().ratios()) text.append(row(ratio));
    text.append('\n');
  }

  private String row(Ratio ratio) {
    var most = bounds.of(ratio).map(it -> "at most " + figure(it)).orElse("no bound");
    var verdict = bounds.holds(ratio) ? "" : "OUT";
    return ROW.formatted(ratio.name(), figure(ratio.value()) + " x", most, verdict, "ratio");
  }

  /// Three digits that count.
  static String figure(double value) {
    double size = Math.abs(value);
    var form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }

  /// One JSON document.
  String json() {
    var document = new TreeMap<String, Object>();
    document.put("benchmarks", sections.stream().map(this::json).toList());
    document.put("holds", holds());
    document.put("processors", Runtime.getRuntime().availableProcessors());
    document.put("java", Runtime.version().toString());
    return new String(Json.bytes(document), StandardCharsets.UTF_8);
  }

  private Map<String, Object> json(Section section) {
    return new TreeMap<>(
        Map.of(
            "name", section.name(),
            "about", section.about(),
            "series", section.findings().series().stream().map(Report::json).toList(),
            "ratios", section.findings().ratios().stream().map(this::json).toList()));
  }

  private static Map<String, Object> json(Series series) {
    return new TreeMap<>(
        Map.of(
            "name", series.name(),
            "unit", series.unit(),
            "median", series.median(),
            "min", series.least(),
            "max", series.most(),
            "samples", series.samples()));
  }

  private Map<String, Object> json(Ratio ratio) {
    var json = new TreeMap<String, Object>();
    json.put("name", ratio.name());
    json.put("value", ratio.value());
    json.put("holds", bounds.holds(ratio));
    bounds.of(ratio).ifPresent(most -> json.put("most", most));
    return json;
  }
}
