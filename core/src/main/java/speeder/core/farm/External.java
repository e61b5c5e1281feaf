package speeder.core.farm;

import java.util.List;
import java.util.Optional;

/// How a lane that others deploy is looked at; never written.
///
/// @param lockFile on this host: while it stands, the lane moves
/// @param command prints what it serves and whether it moves
/// @param probe address that answers with what it serves
public record External(Optional<String> lockFile, List<String> command, Optional<String> probe) {
  public static final External UNSEEN = new External(Optional.empty(), List.of(), Optional.empty());

  public External {
    command = List.copyOf(command);
  }
}
