package speeder.core.release;

import java.nio.charset.StandardCharsets;
import java.util.List;
import speeder.core.image.BuiltImage;
import speeder.core.value.Digest;

/// A sealed release: what runs, and how. Nothing secret is in it: secrets are names and places in
/// the manifest named here.
///
/// @param snapshot names its contents
/// @param plan digest of the layer plan it was built by: the next plan grows from it
/// @param manifest digest of the document whose workloads say command, environment, mounts, limits
/// @param candidate offset of the candidate it comes of, so that two seals are never one release
public record Release(
    String lane,
    Digest snapshot,
    List<BuiltImage> images,
    Digest plan,
    Digest manifest,
    long candidate) {
  public Release {
    images = List.copyOf(images);
  }

  /// The document: a line a part, `name value`, in this order; images by variant.
  public byte[] document() {
    var text = new StringBuilder("speeder-release/1\n");
    text.append("lane ").append(lane).append('\n');
    text.append("snapshot ").append(snapshot).append('\n');
    images.stream()
        .map(image -> "image " + image.variant() + ' ' + image.digest() + '\n')
        .sorted()
        .forEach(text::append);
    text.append("plan ").append(plan).append('\n');
    text.append("manifest ").append(manifest).append('\n');
    text.append("candidate ").append(candidate).append('\n');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
