package speeder.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import speeder.engine.port.Cluster.Ended;
import speeder.engine.port.Cluster.Task;
import speeder.engine.port.PortFailure;

/// Runs commands to their end, each in a container without a network of which nothing stays.
///
/// Whoever runs a task holds the lock of its folder, so that what a crash left is told from what
/// runs.
record Tasks(Instance instance, Unpacking images, Starter starter, Ending ending, LogFiles logs) {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final int TAIL_LINES = 200;

  Ended run(Task task, Consumer<String> progress) throws PortFailure {
    var image = images.unpacked(task.image());
    var id = "task-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    var folder = instance.tasks().resolve(id);
    try {
      removeStale();
      if (Files.exists(folder)) ending.atOnce(id, folder);
      Files.createDirectories(folder);
      try (var channel = open(id);
          var _ = channel.lock()) {
        progress.accept("running " + task.name());
        return run(task, Spec.of(id, task, image), folder);
      } finally {
        ending.atOnce(id, folder);
        Files.deleteIfExists(logs.of(id));
        Files.deleteIfExists(instance.lock(id));
      }
    } catch (InterruptedException _) {
      throw Failures.stopped();
    } catch (IOException e) {
      throw Failures.files(folder, e);
    }
  }

  private Ended run(Task task, Spec spec, Path folder)
      throws IOException, PortFailure, InterruptedException {
    starter.lay(spec, folder, Optional.empty());
    var process = starter.start(spec, folder, Optional.empty(), false, logs.of(spec.id()));
    if (!ended(process, task.limit())) {
      throw PortFailure.failed(
          "task-too-long",
          "%s did not end within %d s and was stopped."
              .formatted(task.name(), task.limit().toSeconds()),
          "Raise its limit, or see why it takes so long.");
    }
    return new Ended(process.exitValue(), logs.tail(spec.id(), TAIL_LINES));
  }

  private static boolean ended(Process process, Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Ends tasks whose process here is gone.
  void removeStale() throws IOException, InterruptedException, PortFailure {
    for (var folder : Folders.in(instance.tasks())) {
      var id = folder.getFileName().toString();
      if (isOurs(id)) continue;
      try (var channel = open(id);
          var lock = channel.tryLock()) {
        if (lock != null) ending.atOnce(id, folder);
      }
    }
  }

  /// A lock of this process does not keep itself out.
  private static boolean isOurs(String id) {
    return id.startsWith("task-" + ProcessHandle.current().pid() + "-");
  }

  private FileChannel open(String id) throws IOException {
    return FileChannel.open(instance.lock(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
