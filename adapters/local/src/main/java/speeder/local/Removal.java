package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import speeder.engine.port.PortFailure;

/// Removes an instance from the machine, whatever is written down about it.
record Removal(Instance instance, Cgroups cgroups, Ending ending, Wall wall, DeadEnds deadEnds) {
  private static final Path DEVICES = Path.of("/sys/class/net");

  void all() throws PortFailure {
    try {
      containers(instance.slots());
      containers(instance.tasks());
      for (var id : cgroups.ids()) ending.atOnce(id, instance.slots().resolve(id));
      cgroups.removeAll();
      for (var device : devices()) ending.removeDevice(device);
      wall.remove();
      var block = Blocks.MACHINE.owned(instance);
      if (block.isPresent()) deadEnds.remove(block.getAsInt());
      Blocks.MACHINE.free(instance);
      Folders.remove(instance.folder());
    } catch (InterruptedException _) {
      throw Failures.stopped();
    } catch (IOException e) {
      throw Failures.files(instance.folder(), e);
    }
  }

  private void containers(Path folders) throws IOException, InterruptedException, PortFailure {
    for (var folder : Folders.in(folders)) {
      ending.atOnce(folder.getFileName().toString(), folder);
    }
  }

  List<String> leftovers() throws PortFailure {
    try {
      var found = new ArrayList<String>();
      for (var id : cgroups.ids()) found.add("cgroup " + cgroups.path(id));
      for (var device : devices()) found.add("interface " + device);
      for (var rule : wall.standing()) found.add("rule " + rule);
      for (var line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
        if (line.contains(instance.folder().toString())) found.add("mount " + line);
      }
      return found;
    } catch (IOException e) {
      throw Failures.files(instance.folder(), e);
    }
  }

  private List<String> devices() throws IOException {
    return Folders.in(DEVICES).stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.startsWith(instance.prefix() + "-"))
        .toList();
  }
}
