package speeder.core.farm;

import java.util.List;
import java.util.Optional;

/// How a lane that others deploy is looked at; never written.
///
/// @param lockFiles on this host: while one is locked exclusively, the lane moves
/// @param command prints what it serves and whether it moves
/// @param probe address that answers with the same
/// @param asideWhenUnknown whether what gives way to it also steps aside while it cannot be seen
public record External(
    List<String> lockFiles,
    List<String> command,
    Optional<String> probe,
    boolean asideWhenUnknown) {
  /// Nothing tells of it.
  public static final External UNSEEN = new External(List.of(), List.of(), Optional.empty(), false);

  public External {
    lockFiles = List.copyOf(lockFiles);
    command = List.copyOf(command);
  }

  /// Whether there is anything to look at.
  public boolean hasMeans() {
    return !lockFiles.isEmpty() || !command.isEmpty() || probe.isPresent();
  }
}
