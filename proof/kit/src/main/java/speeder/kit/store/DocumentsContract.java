package speeder.kit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.value.Digest;
import speeder.engine.port.Document;
import speeder.engine.port.Documents;
import speeder.engine.port.PortFailure;

/// What a store of documents must do.
public abstract class DocumentsContract {
  protected abstract Documents empty() throws Exception;

  @Test
  void a_document_is_found_by_its_digest() throws Exception {
    var documents = empty();
    var letter = document("letter", "dear");
    documents.put(letter);
    documents.put(document("letter", ""));

    assertEquals(Optional.of(letter), documents.get(letter.digest()));
    assertEquals(Optional.of(document("letter", "")), documents.get(Digest.of("")));
    assertEquals(Optional.empty(), documents.get(Digest.of("other")));
  }

  @Test
  void a_document_put_twice_is_one_and_keeps_its_first_kind() throws Exception {
    var documents = empty();
    documents.put(document("letter", "dear"));
    documents.put(document("note", "dear"));

    assertEquals(Optional.of(document("letter", "dear")), documents.get(Digest.of("dear")));
  }

  @Test
  void a_document_as_large_as_they_go_is_kept_and_a_larger_one_refused() throws Exception {
    var documents = empty();
    var fits = Document.of("list", new byte[Document.BYTES_MAX]);
    documents.put(fits);
    assertEquals(Document.BYTES_MAX, documents.get(fits.digest()).orElseThrow().bytes().length);

    var large = Document.of("list", new byte[Document.BYTES_MAX + 1]);
    var refused = assertThrows(PortFailure.class, () -> documents.put(large));
    assertEquals("document-too-large", refused.why().code());
    assertEquals(Optional.empty(), documents.get(large.digest()));
  }

  private static Document document(String kind, String text) {
    return Document.of(kind, text.getBytes(StandardCharsets.UTF_8));
  }
}
