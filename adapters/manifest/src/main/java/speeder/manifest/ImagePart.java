package speeder.manifest;

import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.farm.ImagePlan;
import speeder.core.farm.ImagePlan.Base;
import speeder.core.farm.ImagePlan.Variant;
import speeder.core.value.Digest;

/// Reads `image`.
final class ImagePart {
  private static final Keys KEYS =
      Keys.of("base", "to", "variants")
          .later("steps", "build what they make into the base image, or commit it to a source");
  private static final Keys VARIANT =
      Keys.of("base", "entry", "environment")
          .later("patches", "apply embargoed patches as you do today; images built here are public")
          .later("runtime", "give the variant a `base` of its own");
  private static final Base NONE = new Base("", Digest.of(""));

  /// Stands in for a plan that could not be read.
  static final ImagePlan NOTHING = new ImagePlan(NONE, Collections.emptySortedMap());

  private final Folder folder;

  ImagePart(Folder folder) {
    this.folder = folder;
  }

  /// @param to where images are pushed
  record Image(ImagePlan plan, String to) {}

  Image read(Spot spot) {
    var table = spot.table(KEYS);
    var base = table.need("base").flatMap(this::base).orElse(NONE);
    var to = table.need("to").flatMap(where -> where.text(Form.IMAGES)).map(folder::images);
    var variants = new TreeMap<String, Variant>();
    var named = table.need("variants").map(Spot::table);
    named.ifPresent(all ->
        all.each((name, variant) -> {
          all.key(name).ifPresent(key -> key.text(Form.NAME));
          variants.put(name, variant(variant.table(VARIANT), base));
        }));
    if (named.isPresent() && variants.isEmpty()) {
      table.at("variants").ifPresent(empty -> empty.wrong("at least one variant"));
    }
    return new Image(
        new ImagePlan(base, Collections.unmodifiableSortedMap(variants)), to.orElse(""));
  }

  private Variant variant(Table table, Base base) {
    return new Variant(
        table.at("base").flatMap(this::base).orElse(base),
        table.texts("entry"),
        table.map("environment", Spot::text));
  }

  private Optional<Base> base(Spot spot) {
    return spot.text(Form.BASE).map(this::base);
  }

  private Base base(String text) {
    int at = text.lastIndexOf('@');
    var from = folder.images(text.substring(0, at));
    boolean layout = from.startsWith("oci:");
    int tag = from.indexOf(':', from.lastIndexOf('/'));
    var place = layout || tag < 0 ? from : from.substring(0, tag);
    return new Base(place, new Digest(text.substring(at + 1)));
  }
}
