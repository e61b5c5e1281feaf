package speeder.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import speeder.engine.port.PortFailure;

/// Which instance on this machine uses which block of addresses: `/run/speeder/blocks/<block>`
/// holds the folder of its owner. A block whose owner's folder is gone is free, and so are all
/// after a restart of the machine, as no container outlives one; an instance then gets the block
/// that it had, unless another was faster: an edge may still have its addresses.
record Blocks(Path folder) {
  static final Blocks MACHINE = new Blocks(Path.of("/run/speeder/blocks"));
  private static final int BLOCKS = 256;

  int of(Instance instance) throws PortFailure {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Failures.files(folder, e);
    }
    return Locked.call(lock(), () -> claim(instance));
  }

  /// The block of an instance; nothing where it has none.
  OptionalInt owned(Instance instance) throws IOException {
    for (int block = 0; block < BLOCKS; block++) {
      if (owner(block).equals(instance.folder().toString())) return OptionalInt.of(block);
    }
    return OptionalInt.empty();
  }

  void free(Instance instance) throws PortFailure {
    if (!Files.isDirectory(folder)) return;
    Locked.run(
        lock(),
        () -> {
          var block = owned(instance);
          if (block.isPresent()) Files.deleteIfExists(file(block.getAsInt()));
        });
  }

  private int claim(Instance instance) throws IOException, PortFailure {
    var owned = owned(instance);
    if (owned.isPresent()) return owned.getAsInt();
    var used = used();
    for (int block : order(instance)) {
      if (used.contains(block) || isOwned(block)) continue;
      Folders.write(file(block), instance.folder().toString());
      Folders.write(last(instance), Integer.toString(block));
      return block;
    }
    throw PortFailure.failed(
        "no-addresses",
        "All %d blocks of addresses (%s0-255) are in use on this machine."
            .formatted(BLOCKS, Pair.NET),
        "Stop an instance that is no longer needed: speeder demo --stop");
  }

  /// The one it had last comes first.
  private static List<Integer> order(Instance instance) throws IOException {
    var order = new ArrayList<Integer>();
    if (Files.exists(last(instance))) order.add(Integer.valueOf(Files.readString(last(instance))));
    for (int block = 0; block < BLOCKS; block++) order.add(block);
    return order;
  }

  private static Path last(Instance instance) {
    return instance.folder().resolve("block");
  }

  private boolean isOwned(int block) throws IOException {
    var owner = owner(block);
    return !owner.isEmpty() && Files.isDirectory(Path.of(owner));
  }

  /// The blocks of which this machine has an address, whoever gave it.
  private static Set<Integer> used() throws IOException {
    var used = new HashSet<Integer>();
    for (var device : NetworkInterface.networkInterfaces().toList()) {
      device.inetAddresses().forEach(address -> block(address, used));
    }
    return used;
  }

  private static void block(InetAddress address, Set<Integer> used) {
    var text = address.getHostAddress();
    if (text.startsWith(Pair.NET)) used.add(address.getAddress()[2] & 0xff);
  }

  private String owner(int block) throws IOException {
    try {
      return Files.readString(file(block));
    } catch (NoSuchFileException free) {
      return "";
    }
  }

  private Path file(int block) {
    return folder.resolve(Integer.toString(block));
  }

  private Path lock() {
    return folder.resolve("lock");
  }
}
