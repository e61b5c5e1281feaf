package speeder.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import speeder.core.farm.Policies.Control;

/// Reads `controls`: what must be in place before automation acts.
final class ControlsPart {
  private static final Keys KEYS = Keys.of("what", "valid");

  private ControlsPart() {}

  static List<Control> read(Table table) {
    var controls = new ArrayList<Control>();
    table.each((name, spot) -> {
      table.key(name).ifPresent(key -> key.text(Form.NAME));
      var inside = spot.table(KEYS);
      controls.add(new Control(name, inside.text("what", ""), valid(inside)));
    });
    return controls;
  }

  private static Duration valid(Table table) {
    var valid = table.at("valid").flatMap(Spot::duration);
    if (valid.filter(it -> it.isZero() || it.compareTo(Control.VALID_MAX) > 0).isPresent()) {
      var longest = Control.VALID_MAX.toDays();
      table
          .at("valid")
          .ifPresent(it -> it.wrong("more than `0`, at most `%dd`".formatted(longest)));
    }
    return valid.orElse(Control.VALID);
  }
}
