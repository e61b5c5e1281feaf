package speeder.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may use whom.
class ArrowsTest {
  private static final Arrows ARROWS = Arrows.printed();
  private static final Classes CLASSES = Classes.compiled();
  private static final String CORE = "speeder.core.";
  private static final Set<String> FOR_CORE =
      Set.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.nio.charset",
          "java.security",
          "java.time",
          "java.time.zone",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "org.jspecify.annotations");
  private static final Set<String> NOT_FOR_CORE =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.time.zone.ZoneRulesProvider",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.Timer",
          "java.util.UUID",
          "java.util.WeakHashMap");

  @Test
  void every_module_but_proofs_has_an_arrow_in_the_document() {
    var without =
        Checkout.modules().stream()
            .filter(it -> !it.startsWith("proof/"))
            .filter(it -> ARROWS.of(it).isEmpty())
            .toList();
    assertEquals(List.of(), without, "modules of which ARCHITECTURE.md says no arrow");
  }

  @Test
  void modules_use_only_what_the_document_says() {
    var breaches =
        CLASSES.byModule().keySet().stream()
            .filter(it -> !it.startsWith("proof/"))
            .flatMap(module ->
                CLASSES.in(module).flatMap(it -> Classes.breaches(it, (_, to) -> may(module, to))))
            .toList();
    none(breaches);
  }

  private static boolean may(String from, JavaClass to) {
    return CLASSES
        .home(to.getName())
        .map(it -> it.equals(from) || ARROWS.allow(from, it))
        .orElse(true);
  }

  @Test
  void no_proof_is_used_by_what_it_proves() {
    var breaches =
        CLASSES.byModule().keySet().stream()
            .filter(it -> !it.startsWith("proof/"))
            .flatMap(CLASSES::in)
            .flatMap(from -> Classes.breaches(from, (_, to) -> !isProof(to)))
            .toList();
    none(breaches);
  }

  private static boolean isProof(JavaClass to) {
    return CLASSES.home(to.getName()).filter(it -> it.startsWith("proof/")).isPresent();
  }

  @Test
  void no_library_crosses_a_port() {
    var breaches =
        CLASSES
            .in("engine")
            .filter(it -> it.getPackageName().equals("speeder.engine.port"))
            .flatMap(it -> Classes.breaches(it, (_, to) -> isForPorts(to)))
            .toList();
    none(breaches);
  }

  private static boolean isForPorts(JavaClass to) {
    return to.isPrimitive()
        || Stream.of("java.", CORE, "speeder.engine.port.", "org.jspecify.")
            .anyMatch(to.getName()::startsWith);
  }

  @Test
  void core_uses_no_input_output_clock_chance_or_thread() {
    var breaches =
        CLASSES.in("core").flatMap(it -> Classes.breaches(it, (_, to) -> isForCore(to))).toList();
    none(breaches);
  }

  private static boolean isForCore(JavaClass to) {
    return to.isPrimitive()
        || to.getName().startsWith(CORE)
        || (FOR_CORE.contains(to.getPackageName()) && !NOT_FOR_CORE.contains(to.getName()));
  }

  @Test
  void core_asks_no_clock_and_no_environment() {
    var calls =
        CLASSES
            .in("core")
            .flatMap(it -> it.getAccessesFromSelf().stream())
            .filter(ArrowsTest::isImpure)
            .map(JavaAccess::getDescription)
            .toList();
    none(calls);
  }

  private static boolean isImpure(JavaAccess<?> call) {
    var owner = call.getTargetOwner().getName();
    return (call.getTarget().getName().equals("now") && owner.startsWith("java.time."))
        || (owner.equals("java.lang.System")
            && !Set.of("arraycopy", "identityHashCode").contains(call.getTarget().getName()))
        || (owner.equals("java.lang.Math") && call.getTarget().getName().equals("random"))
        || (owner.equals("java.util.Collections") && call.getTarget().getName().equals("shuffle"));
  }

  @Test
  void the_document_orders_exactly_the_packages_that_core_has() {
    var there = CLASSES.in("core").map(ArrowsTest::packageInCore).distinct().sorted().toList();
    assertEquals(there, ARROWS.order().stream().sorted().toList(), "core's packages, and printed");
  }

  @Test
  void a_package_of_core_uses_only_those_printed_before_it() {
    var breaches =
        CLASSES.in("core").flatMap(it -> Classes.breaches(it, ArrowsTest::isBefore)).toList();
    none(breaches);
  }

  private static boolean isBefore(JavaClass from, JavaClass to) {
    if (!to.getName().startsWith(CORE)) return true;
    return ARROWS.order().indexOf(packageInCore(to)) <= ARROWS.order().indexOf(packageInCore(from));
  }

  private static String packageInCore(JavaClass in) {
    return in.getPackageName().substring(CORE.length());
  }

  @Test
  void classes_of_core_and_engine_were_looked_at() {
    assertTrue(CLASSES.in("core").count() > 100, "expected core's classes, found few");
    assertTrue(CLASSES.in("engine").count() > 20, "expected the engine's classes, found few");
  }

  private static void none(List<String> breaches) {
    assertEquals("", String.join("\n", breaches), breaches.size() + " arrows go the wrong way");
  }
}
