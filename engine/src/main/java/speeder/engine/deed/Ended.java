package speeder.engine.deed;

import java.util.List;
import speeder.core.world.Document;
import speeder.core.world.Result;

/// How a deed ended, and the documents that its result names.
public record Ended(Result result, List<Document> documents) {
  public Ended {
    documents = List.copyOf(documents);
  }

  static Ended with(Result result, Document... documents) {
    return new Ended(result, List.of(documents));
  }
}
