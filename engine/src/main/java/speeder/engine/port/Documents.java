package speeder.engine.port;

import java.util.Optional;
import speeder.core.value.Digest;

/// Immutable inputs by their digest. What was put stays.
public interface Documents {
  /// Keeps a document, durably before it returns. One that is there is done, and keeps the kind it
  /// was first given.
  ///
  /// @throws PortFailure refused `document-too-large` above [Document#BYTES_MAX]; failed `no-space`
  void put(Document document) throws PortFailure;

  /// A document, or nothing where it was never put. Its bytes are checked against the digest.
  ///
  /// @throws PortFailure failed `document-damaged` where the bytes are no longer those of the
  ///   digest
  Optional<Document> get(Digest digest) throws PortFailure;
}
