package speeder.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import speeder.core.farm.Farm;
import speeder.core.farm.Tenant;

/// Reads `tenants`: in place, or from a file of tab-separated values with a header line.
final class TenantsPart {
  private static final String LATER = "a tenant joins its lane by the manifest's `lane` alone";
  private static final Keys LISTED = Keys.of("list", "lane").later("tier", LATER);
  private static final Keys KEYS = Keys.of("hosts", "lane").later("tier", LATER);
  private static final List<String> COLUMNS = List.of("name", "hosts", "lane");

  private final Folder folder;
  private final Lists lists;
  private final Problems problems;
  private final Collection<String> lanes;
  private final List<Tenant> read = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> owners = new HashMap<>();

  TenantsPart(Folder folder, Lists lists, Problems problems, Collection<String> lanes) {
    this.folder = folder;
    this.lists = lists;
    this.problems = problems;
    this.lanes = lanes;
  }

  List<Tenant> read(Table table) {
    if (table.at("list").isPresent()) listed(table.place().table(LISTED));
    else table.each((name, spot) -> inline(name, table.key(name).orElse(spot), spot));
    if (read.size() > Farm.TENANTS_MAX) {
      table.place().wrong("at most " + Farm.TENANTS_MAX + " tenants");
    }
    return read;
  }

  private void inline(String name, Spot key, Spot spot) {
    var table = spot.table(KEYS);
    key.text(Form.SOURCE);
    var hosts = new ArrayList<String>();
    for (var item : table.need("hosts").map(Spot::items).orElse(List.of())) {
      item.text(Form.HOST).filter(host -> owned(host, name, item)).ifPresent(hosts::add);
    }
    var lane = table.need("lane").flatMap(this::lane).orElse("");
    read.add(new Tenant(name, hosts, lane));
  }

  private Optional<String> lane(Spot spot) {
    return spot.word(lanes, "the name of a lane");
  }

  private boolean owned(String host, String name, Spot item) {
    var other = Optional.ofNullable(owners.putIfAbsent(host, name));
    other.ifPresent(owner -> item.wrong("a host that `" + owner + "` has not"));
    return other.isEmpty();
  }

  private void listed(Table table) {
    var lane = table.at("lane").flatMap(this::lane);
    var spot = table.at("list").orElseThrow();
    var file = spot.text().map(folder::resolve).map(Path::of);
    var lines = file.map(path -> lists.lines(spot, path)).orElse(List.of());
    if (lines.isEmpty()) return;
    var columns = Arrays.asList(lines.getFirst().text().split("\t", -1));
    if (header(lines.getFirst(), columns)) {
      lines.stream()
          .skip(1)
          .filter(line -> !line.text().isBlank())
          .forEach(line -> row(new Row(line, columns, problems), lane));
    }
  }

  private boolean header(Lists.Line line, List<String> columns) {
    boolean good = true;
    int at = 1;
    for (var column : columns) {
      if (!COLUMNS.contains(column)) {
        problems.addWordAt(line, at, "the columns name, hosts, lane", column, COLUMNS);
        good = false;
      }
      at += column.length() + 1;
    }
    if (!columns.contains("name") || !columns.contains("hosts")) {
      problems.add(
          line.file(), 1, 1, "a header line with name and hosts", "neither of them, or one");
      good = false;
    }
    return good;
  }

  private void row(Row row, Optional<String> lane) {
    if (!row.whole()) return;
    var name = row.cell("name").orElse("");
    if (!Form.SOURCE.fits(name)) row.wrong("name", Form.SOURCE.what());
    else if (!names.add(name)) row.wrong("name", "each tenant once");
    var said = row.cell("lane");
    if (said.isPresent() && !lanes.contains(said.get())) {
      row.word("lane", "the name of a lane", lanes);
    } else if (said.isEmpty() && lane.isEmpty()) {
      row.wrong("name", "a lane for it, in a column or as `lane` beside `list`");
    }
    var chosen = said.or(() -> lane).orElse("");
    read.add(new Tenant(name, hosts(row, name), chosen));
  }

  private List<String> hosts(Row row, String name) {
    var hosts = new ArrayList<String>();
    for (var text : row.cell("hosts").orElse("").split(",", -1)) {
      var host = text.strip().toLowerCase(Locale.ROOT);
      if (!Form.HOST.fits(host)) row.wrong("hosts", Form.HOST.what());
      else if (owners.putIfAbsent(host, name) != null) row.wrong("hosts", "each host once");
      else hosts.add(host);
    }
    return hosts;
  }
}
