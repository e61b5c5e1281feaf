package speeder.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import speeder.edge.EdgeArguments.Role;
import speeder.edge.table.Damage;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;

/// The edge's process. See [EdgeArguments] for how to start it.
///
/// Exit codes: 0 ended as asked, 1 another edge serves from these files, 2 bad arguments, 3 could
/// not.
public final class Edge {
  private static final Logger LOG = Logger.getLogger(Edge.class.getName());
  private static final int TAKEN = 1;
  private static final int USAGE = 2;
  private static final int COULD_NOT = 3;

  private final EdgeArguments arguments;
  private final EdgeFiles files;
  private final EdgeServer server;
  private final ServingLock lock;
  private final String listen;
  private final Keeper keeper;
  private final AtomicBoolean stopAll = new AtomicBoolean();

  private Edge(EdgeArguments arguments, EdgeServer server, ServingLock lock, String listen) {
    this.arguments = arguments;
    this.files = arguments.files();
    this.server = server;
    this.lock = lock;
    this.listen = listen;
    this.keeper = new Keeper(Keeper.ownCommand(), this::sayWho);
  }

  public static void main(String[] given) {
    try {
      run(EdgeArguments.parse(List.of(given)));
    } catch (IllegalArgumentException wrong) {
      exit(USAGE, wrong.getMessage() + "\nusage: " + EdgeArguments.USAGE);
    } catch (Damage damage) {
      exit(COULD_NOT, damage.sentence() + " Remove the file; the server publishes it anew.");
    } catch (Exception failed) {
      LOG.log(Level.SEVERE, "The edge could not start.", failed);
      exit(COULD_NOT, String.valueOf(failed));
    }
  }

  private static void run(EdgeArguments arguments) throws Exception {
    EdgeLog.begin(arguments.files().log());
    if (arguments.role() == Role.NEXT) standBy(arguments);
    else first(arguments);
  }

  private static void first(EdgeArguments arguments) throws Exception {
    var files = arguments.files();
    var lock = ServingLock.tryTake(files.lock());
    if (lock.isEmpty()) {
      exit(TAKEN, "An edge serves from %s already.".formatted(files.table()));
      return;
    }
    boolean keep = arguments.role() == Role.FIRST;
    var at = arguments.listen();
    var channel = keep ? Inheritance.bind(at) : EdgeServer.bound(at);
    var server = new EdgeServer(files.readTable(), processName(), arguments.trusted());
    server.start();
    new Edge(arguments, server, lock.get(), address(channel)).serve(channel);
  }

  private static void standBy(EdgeArguments arguments) throws Exception {
    var files = arguments.files();
    var server = new EdgeServer(Optional.empty(), processName(), arguments.trusted());
    server.start();
    var watch = TableWatch.start(files, server.table());
    watch.look();
    WarmUp.run();
    var lock = ServingLock.await(files.lock());
    watch.close();
    var channel = Inheritance.inherited();
    new Edge(arguments, server, lock, address(channel)).serve(channel);
  }

  private void serve(ServerSocketChannel channel) throws Exception {
    server.serve(channel);
    var control = new Control(server, files, this::who, this::stop);
    var socket = ControlSocket.open(files.socket(), control);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(socket), "end"));
    if (arguments.role() == Role.ALONE) sayWho();
    else keeper.start();
    LOG.info("Edge %s serves at %s.".formatted(processName(), listen));
  }

  private Reply.Who who() {
    var pid = ProcessHandle.current().pid();
    return new Reply.Who(pid, processName(), listen, keeper.pid().orElse(0L));
  }

  private void sayWho() {
    try {
      files.writeState(who());
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "Who serves could not be written to " + files.state(), failed);
    }
  }

  private void stop() {
    stopAll.set(true);
    Thread.ofPlatform().start(() -> System.exit(0));
  }

  /// Asked to stop, ends what stands by first. Ended by a signal, gives the port to it at once and
  /// lets requests under way end.
  private void end(ControlSocket socket) {
    try {
      if (stopAll.get()) keeper.end();
      else keeper.letGo();
      server.letNobodyIn();
      if (keeper.pid().isEmpty()) closePort();
      socket.close();
      if (stopAll.get()) forget();
      lock.close();
      server.drain();
    } catch (Exception failed) {
      LOG.log(Level.WARNING, "The edge did not end cleanly.", failed);
    }
  }

  /// Nobody is there to take the port over: what came and was not let in is turned away.
  private void closePort() throws IOException {
    server.closePort();
    if (arguments.role() != Role.ALONE) System.in.close();
  }

  private void forget() throws IOException {
    Files.deleteIfExists(files.socket());
    Files.deleteIfExists(files.state());
  }

  /// The pid and when it started: a pid alone comes again.
  private static String processName() {
    var self = ProcessHandle.current();
    return self.pid() + "@" + self.info().startInstant().orElseThrow().toEpochMilli();
  }

  private static String address(ServerSocketChannel channel) throws IOException {
    var at = (InetSocketAddress) channel.getLocalAddress();
    var host = at.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort();
  }

  private static void exit(int code, String why) {
    System.err.println("speeder edge: " + why);
    System.exit(code);
  }
}
