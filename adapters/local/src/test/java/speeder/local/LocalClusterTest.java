package speeder.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.value.Slot;
import speeder.engine.port.Cluster;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.Cluster.Task;
import speeder.kit.cluster.ClusterContract;
import speeder.kit.cluster.Conduct;
import speeder.local.Farm.Load;

class LocalClusterTest extends ClusterContract {
  private static final List<String> WARM = List.of("/cgi-bin/warm");

  @TempDir Path folder;
  private Farm farm;

  @BeforeEach
  void start() throws Exception {
    farm = new Farm(folder);
  }

  @AfterEach
  void stop() throws Exception {
    if (farm != null) farm.close();
  }

  @Override
  protected Cluster cluster() {
    return farm.cluster;
  }

  @Override
  protected Order order(Slot slot, Conduct conduct) {
    var load =
        switch (conduct) {
          case SERVES -> Load.SERVES.warm(WARM, List.of("one.example"));
          case CRASHES -> Load.SERVES.run("/bin/sh", "-c", "echo broken; exit 3");
          case NEVER_READY -> Load.SERVES.run("/bin/sleep", "1000").within(1);
          case NAMES_ANOTHER_RELEASE -> Load.SERVES.environment("NAMED", "r-0");
          case WARM_UP_FAILS -> Load.SERVES.warm(List.of("/cgi-bin/fails"), List.of("one.example"));
        };
    return new Order(slot, Busybox.IMAGE, load.workload());
  }

  @Override
  protected void kill(Slot slot) throws Exception {
    farm.kill(slot);
  }

  @Override
  protected void inFlight(Slot slot, int requests) {
    try {
      farm.cluster.list().forEach(it -> farm.inFlight.put(it.address(), requests));
    } catch (speeder.engine.port.PortFailure e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Task task(String name, int exitCode) {
    var command = List.of("/bin/sh", "-c", "echo one; echo two; exit " + exitCode);
    return new Task(name, Busybox.IMAGE, command, Duration.ofSeconds(20), 64L << 20);
  }

  @Override
  protected Task endless(String name) {
    var command = List.of("/bin/sleep", "1000");
    return new Task(name, Busybox.IMAGE, command, Duration.ofMillis(300), 64L << 20);
  }
}
