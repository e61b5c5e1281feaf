package speeder.engine.deed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import speeder.core.farm.Farm;
import speeder.core.value.Digest;
import speeder.engine.codec.FarmForms;
import speeder.engine.codec.Json;
import speeder.engine.port.Documents;
import speeder.engine.port.PortFailure;

/// Documents read back as what they hold. Manifests are kept at hand, since every deed looks into
/// one.
public final class Farms {
  /// Manifests kept at hand: the one in force, and those of releases one may go back to.
  private static final int KEPT = 16;

  private final Documents documents;
  private final Map<Digest, Farm> atHand =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, Farm> eldest) {
              return size() > KEPT;
            }
          });

  public Farms(Documents documents) {
    this.documents = documents;
  }

  public Farm farm(Digest manifest) throws PortFailure {
    var known = atHand.get(manifest);
    if (known != null) return known;
    var farm = FarmForms.farm(bytes(manifest, Farm.class));
    atHand.put(manifest, farm);
    return farm;
  }

  public <T> T read(Digest digest, Class<T> type) throws PortFailure {
    return Json.read(bytes(digest, type), type);
  }

  private byte[] bytes(Digest digest, Class<?> type) throws PortFailure {
    var document = documents.get(digest);
    if (document.isEmpty()) throw missing(digest, type);
    return document.get().bytes();
  }

  private static PortFailure missing(Digest digest, Class<?> type) {
    return PortFailure.refused(
        "document-missing",
        "The %s %s is not in the store.".formatted(type.getSimpleName(), digest.brief()),
        "Restore the store from its backup, or deploy anew.");
  }
}
