package speeder.tidy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// What was compiled, by module.
record Classes(Map<String, JavaClasses> byModule) {

  static Classes compiled() {
    var byModule = new LinkedHashMap<String, JavaClasses>();
    for (var module : Checkout.modules()) {
      var folder = Checkout.ROOT.resolve(module).resolve("target/classes");
      if (Files.isDirectory(folder)) {
        byModule.put(module, new ClassFileImporter().importPath(folder));
      }
    }
    return new Classes(byModule);
  }

  Stream<JavaClass> in(String module) {
    return Optional.ofNullable(byModule.get(module)).stream().flatMap(JavaClasses::stream);
  }

  /// The module that made a class; none for a library's.
  Optional<String> home(String className) {
    return byModule.entrySet().stream()
        .filter(it -> it.getValue().contain(className))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Where a class uses another that it may not, one a line.
  static Stream<String> breaches(JavaClass from, BiPredicate<JavaClass, JavaClass> allowed) {
    return from.getDirectDependenciesFromSelf().stream()
        .filter(it -> !allowed.test(from, it.getTargetClass().getBaseComponentType()))
        .map(it -> it.getDescription());
  }
}
