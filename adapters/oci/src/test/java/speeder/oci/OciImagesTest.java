package speeder.oci;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.image.Composition;
import speeder.core.image.Recipe;
import speeder.engine.port.Images;
import speeder.kit.images.ImagesContract;

/// The contract of images, held with real repositories and real places.
class OciImagesTest {
  abstract static class Held extends ImagesContract {
    @TempDir Path folder = Path.of("");
    private Optional<Bench> bench = Optional.empty();
    private Optional<OciImages> here = Optional.empty();
    private Optional<OciImages> there = Optional.empty();

    @BeforeEach
    void open() throws Exception {
      bench = Optional.of(new Bench(folder));
      here = Optional.of(bench().images("here"));
      there = Optional.of(bench().images("there"));
    }

    @AfterEach
    void close() throws Exception {
      here.orElseThrow().close();
      there.orElseThrow().close();
      bench().close();
    }

    @Override
    protected Images images() {
      return here.orElseThrow();
    }

    @Override
    protected Images another() {
      return there.orElseThrow();
    }

    @Override
    protected Composition composition(int version) {
      return bench()
          .composition(Map.of("/srv/app", Map.of("same", "s", "version", "is " + version)));
    }

    @Override
    protected Recipe recipe() {
      return bench().recipe;
    }

    private Bench bench() {
      return bench.orElseThrow();
    }
  }

  @Nested
  class WithLayouts extends Held {
    @Override
    protected String place() {
      return "oci:" + folder.resolve("out");
    }
  }

  @Nested
  class WithARegistry extends Held {
    private Optional<RegistryProcess> registry = Optional.empty();

    @BeforeEach
    void start() throws Exception {
      Programs.need("docker-registry");
      registry = Optional.of(new RegistryProcess(folder));
    }

    @AfterEach
    void stop() {
      registry.ifPresent(RegistryProcess::close);
    }

    @Override
    protected String place() {
      return registry.orElseThrow().repository();
    }
  }
}
