package speeder.core.image;

import speeder.core.value.Digest;

/// One layer of a plan: the files that differ between two compositions, with whiteouts for those
/// that went.
public record LayerSpec(Composition from, Composition to) {
  /// Names the layer before it is built: equal keys give equal bytes.
  ///
  /// @param encoder version of the code that turns trees into tar, compression included
  /// @param metadata the rule for times, modes and owners
  public Digest key(String encoder, String metadata) {
    var text = new StringBuilder("speeder-layer/1\n" + encoder + '\n' + metadata + "\nfrom\n");
    write(text, from);
    write(text.append("to\n"), to);
    return Digest.of(text.toString());
  }

  private static void write(StringBuilder text, Composition composition) {
    composition
        .parts()
        .forEach((at, part) -> text.append(at).append('\0').append(part.tree()).append('\n'));
  }
}
