package speeder.engine.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import speeder.core.world.Ask;
import tools.jackson.databind.jsontype.NamedType;

/// How an ask that waits is kept: its parts, and under `ask` the name of its kind, made of its
/// record's: `waive`, `access.issue-token`.
final class AskForms {
  /// Laid over [Ask].
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
  interface Named {}

  private AskForms() {}

  static NamedType[] all() {
    return kinds(Ask.class).map(it -> new NamedType(it, name(it))).toArray(NamedType[]::new);
  }

  /// Every record that an ask can be.
  static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AskForms::kinds)
        : Stream.of(type);
  }

  static String name(Class<?> kind) {
    var group = kind.getEnclosingClass().getSimpleName().replaceFirst("Ask$", "");
    return group.isEmpty() ? kebab(kind) : group.toLowerCase(Locale.ROOT) + "." + kebab(kind);
  }

  private static String kebab(Class<?> kind) {
    return kind.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
