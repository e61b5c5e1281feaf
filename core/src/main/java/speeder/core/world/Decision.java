package speeder.core.world;

import java.util.List;
import java.util.Optional;

/// What an input leads to. Nothing outside has changed yet.
///
/// @param facts in order; the engine makes them durable
/// @param documents that the facts name, to be written before them
/// @param reply for commands
/// @param world with the facts applied
public record Decision(
    List<Fact> facts, List<Document> documents, Optional<Reply> reply, World world) {
  public Decision {
    facts = List.copyOf(facts);
    documents = List.copyOf(documents);
  }
}
