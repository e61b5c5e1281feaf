package speeder.manifest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Farm;
import speeder.core.farm.Lane;
import speeder.core.farm.Policies;
import speeder.core.source.Source;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.manifest.Parsed.Bad;
import speeder.manifest.Parsed.Good;

/// Reads a manifest, one file or a folder of them, into a farm; or says all that is wrong with it.
public final class ManifestReader {
  static final Keys KEYS =
      Keys.of(
              "farm",
              "sources",
              "config",
              "relations",
              "image",
              "workloads",
              "lanes",
              "tenants",
              "routes",
              "roles",
              "locks",
              "approvals",
              "controls")
          .later(
              "patches", "apply embargoed patches as you do today; images built here are public");

  private final Folder folder;
  private final Problems problems = new Problems();
  private final Lists lists;

  private ManifestReader(Path folder) {
    this.folder = new Folder(folder);
    this.lists = new Lists(this.folder);
  }

  /// Reads the file, or all `*.yaml` of the folder. Relative paths in it start from its folder.
  public static Parsed read(Path manifest) {
    var at = manifest.toAbsolutePath().normalize();
    var whole = Files.isDirectory(at);
    var folder = whole ? at : Optional.ofNullable(at.getParent()).orElse(at);
    return new ManifestReader(folder).parse(at);
  }

  private Parsed parse(Path at) {
    var parts = new Parts(Texts.read(at, folder, problems), problems);
    if (!problems.none() && parts.empty()) return new Bad(problems.sorted());
    var sources = new SourcesPart(folder, lists);
    var farm = farm(parts, sources);
    if (!problems.none()) return new Bad(problems.sorted());
    byte[] document = Json.bytes(farm);
    return new Good(farm, Digest.of(document), document, sources.written());
  }

  private Farm farm(Parts parts, SourcesPart sources) {
    var read = sources.read(parts.table("sources"), parts.one("config"));
    var relations = new RelationsPart(sources.names()).read(parts.all("relations"));
    var image = parts.need("image").map(spot -> new ImagePart(folder).read(spot));
    var variants = image.map(all -> List.copyOf(all.plan().variants().keySet())).orElse(List.of());
    var workloads = new WorkloadsPart(folder, variants).read(parts.table("workloads"));
    var lanesPart =
        new LanesPart(
            folder,
            parts.table("workloads").names(),
            configuration(read),
            parts.table("controls").names());
    var lanes = lanesPart.read(parts.table("lanes"));
    return new Farm(
        parts.need("farm").flatMap(spot -> spot.text(Form.NAME)).orElse(""),
        read,
        relations,
        image.map(ImagePart.Image::plan).orElse(ImagePart.NOTHING),
        workloads,
        lanes,
        lanesPart.targets(),
        new TenantsPart(folder, lists, problems, names(lanes)).read(parts.table("tenants")),
        RoutesPart.read(parts.one("routes"), lanes),
        policies(parts, names(lanes)),
        image.map(ImagePart.Image::to).orElse(""));
  }

  private static Policies policies(Parts parts, List<String> lanes) {
    return new Policies(
        new RolesPart(lanes).read(parts.one("roles")),
        ApprovalsPart.read(parts.one("approvals")),
        new LocksPart(lanes).read(parts.one("locks")),
        ControlsPart.read(parts.table("controls")));
  }

  private static List<String> configuration(List<Source> sources) {
    return sources.stream()
        .filter(source -> source.kind() == Source.Kind.CONFIGURATION)
        .map(Source::name)
        .sorted()
        .toList();
  }

  private static List<String> names(List<Lane> lanes) {
    var names = new ArrayList<String>();
    lanes.forEach(lane -> names.add(lane.name()));
    return names;
  }
}
