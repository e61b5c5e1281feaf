package speeder.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import speeder.core.farm.Secret;
import speeder.core.farm.StopSignal;
import speeder.core.farm.Workload;

/// Reads `workloads`.
final class WorkloadsPart {
  private static final Keys KEYS =
      Keys.of(
              "variant",
              "run",
              "user",
              "stop",
              "port",
              "ready",
              "warm",
              "warm-hosts",
              "environment",
              "mounts",
              "scratch",
              "secrets",
              "limits",
              "start",
              "drain")
          .later("pulls", "run what pulls work beside Speeder; only workloads with a port start");
  private static final Keys LIMITS = Keys.of("memory", "cpus");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final long MEMORY = 512L << 20;
  private static final int PORT_MAX = 65_535;
  private static final int USER_MAX = 65_534;
  private static final int CPUS_MAX = 1_024;

  private final Folder folder;
  private final Collection<String> variants;

  WorkloadsPart(Folder folder, Collection<String> variants) {
    this.folder = folder;
    this.variants = variants;
  }

  List<Workload> read(Table table) {
    var workloads = new ArrayList<Workload>();
    table.each((name, spot) -> {
      table.key(name).ifPresent(key -> key.text(Form.NAME));
      workloads.add(workload(name, spot.table(KEYS)));
    });
    return workloads;
  }

  private Workload workload(String name, Table table) {
    var secrets = new SecretsPart(folder).read(table.at("secrets"));
    var limits = table.at("limits").map(spot -> spot.table(LIMITS));
    return new Workload(
        name,
        variant(table),
        table.texts("run"),
        table.whole("user", 0, USER_MAX, 0),
        stop(table),
        table.need("port").flatMap(spot -> spot.whole(1, PORT_MAX)).orElse(1),
        table.text("ready", Form.URL_PATH, "/"),
        table.texts("warm", Form.URL_PATH),
        table.texts("warm-hosts", Form.HOST),
        table.map("environment", Spot::text),
        mounts(table),
        table.texts("scratch", Form.PLACE),
        map(secrets, Secret::at),
        map(secrets, Secret::file),
        limits.flatMap(all -> all.at("memory")).flatMap(Spot::bytes).orElse(MEMORY),
        limits.flatMap(all -> all.at("cpus")).flatMap(s -> s.number(0.01, CPUS_MAX)).orElse(1.0),
        seconds(table, "start", START),
        seconds(table, "drain", DRAIN));
  }

  private String variant(Table table) {
    return table
        .need("variant")
        .flatMap(spot -> spot.word(variants, "a variant of `image`"))
        .orElse("");
  }

  private static StopSignal stop(Table table) {
    var names = Arrays.stream(StopSignal.values()).map(StopSignal::name).toList();
    var name = table.at("stop").flatMap(spot -> spot.word(names));
    return name.map(StopSignal::valueOf).orElse(StopSignal.TERM);
  }

  private SortedMap<String, String> mounts(Table table) {
    var mounts = new TreeMap<String, String>();
    table
        .map("mounts", spot -> spot.text(Form.PLACE))
        .forEach((host, inside) -> mounts.put(folder.resolve(host), inside));
    return mounts;
  }

  private static int seconds(Table table, String key, Duration otherwise) {
    return (int) table.at(key).flatMap(Spot::duration).orElse(otherwise).toSeconds();
  }

  private static SortedMap<String, String> map(
      SortedMap<String, Secret> secrets, Function<Secret, String> part) {
    var map = new TreeMap<String, String>();
    secrets.forEach((name, secret) -> map.put(name, part.apply(secret)));
    return map;
  }
}
