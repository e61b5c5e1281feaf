package speeder.engine.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import speeder.core.value.Digest;
import speeder.engine.port.Document;
import speeder.engine.port.Documents;
import speeder.engine.port.PortFailure;

/// Documents in memory.
public final class MemoryDocuments implements Documents {
  private final Map<Digest, Document> byDigest = new ConcurrentHashMap<>();

  @Override
  public void put(Document document) throws PortFailure {
    document.checkSize();
    byDigest.putIfAbsent(document.digest(), document);
  }

  @Override
  public Optional<Document> get(Digest digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }
}
