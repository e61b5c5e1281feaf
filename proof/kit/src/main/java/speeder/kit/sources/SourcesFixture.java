package speeder.kit.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.port.Trees;

/// What the contract's tests work with: repositories, and words for what is seen in them.
public abstract class SourcesFixture {
  protected abstract Sources sources();

  protected abstract Trees trees();

  /// A source on branch `master` whose repository is there, without a commit.
  protected abstract Source source(String name);

  /// Commits a whole tree on a branch of it.
  protected abstract ObjectId commit(
      Source source, String branch, String subject, Map<String, String> files);

  /// Puts its repository out of reach.
  protected abstract void lose(Source source);

  /// The tree of a source's head, which is read.
  protected final ObjectId tree(Source source) throws PortFailure {
    var reading = sources().read(List.of(source)).getFirst();
    return assertInstanceOf(Reading.Found.class, reading).head().tree();
  }

  protected final List<String> walk(ObjectId tree) throws PortFailure {
    var seen = new ArrayList<String>();
    try (var reader = trees().open("one")) {
      reader.walk(tree, entry -> seen.add(told(entry)));
    }
    return seen;
  }

  static String told(Trees.Entry entry) {
    return Integer.toOctalString(entry.mode()) + " " + new String(entry.path(), UTF_8);
  }

  protected final List<String> diff(ObjectId from, ObjectId to) throws PortFailure {
    var seen = new ArrayList<String>();
    try (var reader = trees().open("one")) {
      reader.diff(from, to, new Told(seen));
    }
    return seen;
  }

  private record Told(List<String> seen) implements Trees.DiffVisitor {
    @Override
    public void put(Trees.Entry entry) {
      seen.add("put " + new String(entry.path(), UTF_8));
    }

    @Override
    public void gone(Trees.Entry entry) {
      seen.add("gone " + new String(entry.path(), UTF_8));
    }
  }

  protected static ObjectId head(Reading reading) {
    return assertInstanceOf(Reading.Found.class, reading, reading::toString).head().commit();
  }

  protected static String code(Reading reading) {
    return assertInstanceOf(Reading.Missing.class, reading, reading::toString).why().code();
  }

  protected interface Asking {
    void run() throws PortFailure;
  }

  protected static void assertFailure(String code, Asking asking) {
    var failure = assertThrows(PortFailure.class, asking::run);
    assertEquals(code, failure.why().code(), failure::toString);
  }
}
