package speeder.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import speeder.engine.port.Document;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.Facts;

/// A process that appends facts and says each offset once it is durable: `ack N`, a line each.
final class Appender {
  private Appender() {}

  /// @param arguments folder of the store, how many appends
  public static void main(String[] arguments) throws PortFailure {
    try (var store = SqliteStore.open(Path.of(arguments[0]), InstantSource.system())) {
      long term = store.journal().takeOver("appender", Facts.MORNING);
      long last = term;
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        var name = "fact-" + i;
        var document = Document.of("note", name.getBytes(StandardCharsets.UTF_8));
        var facts = Facts.facts(name, 1 + i % 3);
        last = store.journal().append(term, last, List.of(document), facts).getLast().offset();
        System.out.print("ack " + last + "\n");
        if (System.out.checkError()) return; // flushed, or nobody listens any more
      }
    }
  }

  /// The command that runs this in a Java process of its own.
  static List<String> command(Path folder, int appends) {
    return command(Appender.class, folder.toString(), String.valueOf(appends));
  }

  static List<String> command(Class<?> program, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
