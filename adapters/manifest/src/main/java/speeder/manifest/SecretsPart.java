package speeder.manifest;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Secret;

/// Reads `secrets`: names and places alone. The values are never opened here.
final class SecretsPart {
  private static final Keys KEYS = Keys.of("from", "at");
  private static final Keys FROM =
      Keys.of("file")
          .later("environment", "put the value into a file that only Speeder's user can read")
          .later("vault", "have the vault's agent write the value into a file");

  private final Folder folder;

  SecretsPart(Folder folder) {
    this.folder = folder;
  }

  SortedMap<String, Secret> read(Optional<Spot> spot) {
    if (spot.isEmpty()) return Collections.emptySortedMap();
    var secrets = new TreeMap<String, Secret>();
    var table = spot.get().table();
    table.each((name, secret) -> {
      table.key(name).ifPresent(key -> key.text(Form.NAME));
      secret(secret.table(KEYS)).ifPresent(read -> secrets.put(name, read));
    });
    return secrets;
  }

  private Optional<Secret> secret(Table table) {
    var from = table.need("from").map(spot -> spot.table(FROM));
    var file = from.flatMap(table1 -> table1.need("file")).flatMap(Spot::text).map(folder::resolve);
    var at = table.need("at").flatMap(spot -> spot.text(Form.PLACE));
    return file.isPresent() && at.isPresent()
        ? Optional.of(new Secret(file.get(), at.get()))
        : Optional.empty();
  }
}
