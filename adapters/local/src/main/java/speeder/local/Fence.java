package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import speeder.core.value.EffectKey;
import speeder.core.value.Token;
import speeder.engine.port.PortFailure;

/// The highest token each slot has seen, a file per slot. To be used under the slot's lock.
///
/// A slot's token outlives the slot, so that a late order of an old leader does not bring it back;
/// of those that are gone, the newest [#TOKENS_MAX] are kept.
///
/// @param folder where the files are
/// @param slots whose names are those of slots that stand: their tokens are not forgotten
record Fence(Path folder, Path slots) {
  static final int TOKENS_MAX = 1000;
  private static final Pattern FORM = Pattern.compile("(\\d+):(\\d+)/([^/]*)/(.*)");

  /// Lets a token through that is not lower than any before it, and remembers it.
  void pass(String id, Token token) throws IOException, PortFailure {
    var before = highest(id);
    if (before.isPresent() && token.compareTo(before.get()) < 0) {
      throw Failures.fenced(id, token, before.get());
    }
    if (before.isEmpty() || token.compareTo(before.get()) > 0) {
      Folders.write(folder.resolve(id), token.toString());
    }
    if (before.isEmpty()) forgetOldest();
  }

  Optional<Token> highest(String id) throws IOException {
    var file = folder.resolve(id);
    if (!Files.exists(file)) return Optional.empty();
    var form = FORM.matcher(Files.readString(file));
    if (!form.matches()) return Optional.empty();
    var key = new EffectKey(Long.parseLong(form.group(2)), form.group(3), form.group(4));
    return Optional.of(new Token(Long.parseLong(form.group(1)), key));
  }

  private void forgetOldest() throws IOException {
    var all = Folders.in(folder).stream().filter(this::isGone).toList();
    if (all.size() <= TOKENS_MAX) return;
    var oldest = all.stream().min(Comparator.comparing(Fence::changed));
    if (oldest.isPresent()) Files.deleteIfExists(oldest.get());
  }

  private boolean isGone(Path token) {
    return !Files.exists(slots.resolve(token.getFileName()));
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
