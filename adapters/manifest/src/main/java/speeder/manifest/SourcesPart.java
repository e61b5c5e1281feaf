package speeder.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import speeder.core.farm.Farm;
import speeder.core.source.Source;
import speeder.manifest.Parsed.SourcePlace;

/// Reads `sources` and `config`.
final class SourcesPart {
  private static final Keys KEYS =
      Keys.of("list", "git", "branch", "at", "required", "kind")
          .later("pin", "hold the lane, or branch from the commit wanted")
          .later(
              "patches", "apply embargoed patches as you do today; images built here are public");
  private static final String BRANCH = "master";
  private static final String NAME = "{name}";
  private static final String CONFIG = "config";
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*://.*");
  private static final Pattern SCP = Pattern.compile("[^/.:][^/:]*:.*");

  private final Folder folder;
  private final Lists lists;
  private final List<Source> read = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> places = new HashMap<>();
  private final SortedMap<String, SourcePlace> written = new TreeMap<>();

  SourcesPart(Folder folder, Lists lists) {
    this.folder = folder;
    this.lists = lists;
  }

  List<Source> read(Table sources, Optional<Spot> config) {
    sources.each((name, spot) -> source(name, sources.key(name).orElse(spot), spot));
    config.ifPresent(spot -> add(CONFIG, spot, spot.table(KEYS), Source.Kind.CONFIGURATION));
    if (read.size() > Farm.SOURCES_MAX) {
      sources.place().wrong("at most " + Farm.SOURCES_MAX + " sources");
    }
    return read;
  }

  Set<String> names() {
    return names;
  }

  SortedMap<String, SourcePlace> written() {
    return written;
  }

  private void source(String name, Spot key, Spot spot) {
    var table = spot.table(KEYS);
    if (name.contains("*") || table.at("list").isPresent()) many(name, key, table);
    else if (key.text(Form.SOURCE).isPresent()) add(name, key, table, Source.Kind.CODE);
  }

  /// A pattern and a file with one name a line.
  private void many(String pattern, Spot key, Table table) {
    var list = table.need("list");
    var file = list.flatMap(Spot::text).map(folder::resolve).map(Path::of);
    if (pattern.chars().filter(letter -> letter == '*').count() != 1) {
      key.wrong("one `*` in the name of a list of sources");
    } else if (file.isPresent()) {
      lists
          .names(list.orElseThrow(), file.get())
          .forEach(line -> listed(pattern.replace("*", line.text()), line, table));
    }
  }

  private void listed(String name, Lists.Line line, Table table) {
    var problems = table.place().problems();
    if (!Form.SOURCE.fits(name)) {
      problems.add(line.file(), line.number(), 1, Form.SOURCE.what(), "`" + name + "`");
    } else if (!names.add(name)) {
      problems.add(line.file(), line.number(), 1, "each source once", "`" + name + "`");
    } else {
      make(name, line.text(), table, Source.Kind.CODE);
    }
  }

  private void add(String name, Spot key, Table table, Source.Kind kind) {
    if (names.add(name)) make(name, "", table, kind);
    else key.wrong("each source once");
  }

  /// @param filled what stands for `{name}`; empty outside a list
  private void make(String name, String filled, Table table, Source.Kind kind) {
    var git = table.need("git").flatMap(spot -> address(spot, filled));
    var at = table.need("at").flatMap(spot -> place(spot, filled));
    at.ifPresent(place -> alone(name, place, table));
    table.at("git").ifPresent(spot -> written.put(name, place(spot, table.at("branch"))));
    if (git.isEmpty() || at.isEmpty()) return;
    boolean required = table.at("required").flatMap(Spot::yes).orElse(false);
    var branch = table.text("branch", BRANCH);
    read.add(new Source(name, git.get(), branch, at.get(), required, kind(table).orElse(kind)));
  }

  private static SourcePlace place(Spot git, Optional<Spot> branch) {
    return new SourcePlace(git.place(), branch.orElse(git).place());
  }

  private void alone(String name, String place, Table table) {
    var other = Optional.ofNullable(places.putIfAbsent(place, name));
    other.ifPresent(
        owner -> table.at("at").ifPresent(at -> at.wrong("a place that `" + owner + "` has not")));
  }

  private static Optional<Source.Kind> kind(Table table) {
    return table
        .at("kind")
        .flatMap(spot -> spot.word(List.of("code", "configuration")))
        .map(word -> word.equals("code") ? Source.Kind.CODE : Source.Kind.CONFIGURATION);
  }

  private Optional<String> place(Spot spot, String filled) {
    var text = filled(spot, filled);
    if (text.isEmpty() || Form.PLACE.fits(text.get())) return text;
    return spot.wrong(Form.PLACE.what());
  }

  private Optional<String> address(Spot spot, String filled) {
    var text = filled(spot, filled);
    if (text.isEmpty()) return text;
    var url = text.get();
    if (url.startsWith("file://") || url.startsWith("http://") || url.startsWith("https://")) {
      return text;
    }
    if (SCHEME.matcher(url).matches() || SCP.matcher(url).matches()) {
      return spot.wrong("`https://`, `http://`, `file://` or a folder; others are not read yet");
    }
    return Optional.of("file://" + folder.resolve(url));
  }

  private static Optional<String> filled(Spot spot, String name) {
    var text = spot.text();
    if (text.isEmpty() || name.isEmpty()) return text;
    return text.get().contains(NAME)
        ? text.map(value -> value.replace(NAME, name))
        : spot.wrong("`" + NAME + "` in it, since it stands for each name of the list");
  }
}
