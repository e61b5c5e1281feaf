package speeder.core.evidence;

import java.util.Optional;
import speeder.core.snapshot.Pick;
import speeder.core.source.ObjectId;

/// What a run had installed of one source: its commit, its tree, or both.
///
/// @param source its name; a run that says none is known by its commit
public record Installed(
    Optional<String> source, Optional<ObjectId> commit, Optional<ObjectId> tree) {
  public Installed {
    if (commit.isEmpty() && (tree.isEmpty() || source.isEmpty())) {
      throw new IllegalArgumentException("Needs a commit, or a source and a tree");
    }
  }

  public static Installed at(String source, ObjectId commit) {
    return new Installed(Optional.of(source), Optional.of(commit), Optional.empty());
  }

  /// Whether it is exactly what a snapshot holds: the same commit, or another one with the same
  /// tree.
  public boolean isAt(Pick pick) {
    return commit.filter(pick.commit()::equals).isPresent()
        || tree.filter(pick.tree()::equals).isPresent();
  }

  /// Its name, or what else it can be called.
  public String title() {
    return source.orElseGet(() -> commit.map(ObjectId::brief).orElse("?"));
  }
}
