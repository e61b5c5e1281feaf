package speeder.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Pattern SCHEMA = Pattern.compile("    ([A-Z]\\w+):");
  private static final Pattern PROPERTY = Pattern.compile("        (\\w+): \\{.*");

  private static final List<Class<?>> OUTER =
      List.of(
          Status.class,
          LaneStatus.class,
          Stop.class,
          Hold.class,
          Thaw.class,
          Next.class,
          Release.class,
          Snapshot.class,
          Rollout.class,
          Where.class,
          Event.class,
          Log.class,
          Health.class,
          Locks.class,
          Lock.class,
          HookHeard.class,
          Tokens.class,
          Approvals.class,
          Autonomy.class,
          Audit.class,
          Convergence.class,
          Command.class,
          Problem.class);

  /// Schema name to property names, in order.
  private static Map<String, List<String>> described() throws IOException {
    var described = new TreeMap<String, List<String>>();
    var properties = new ArrayList<String>();
    boolean isSchema = false;
    for (var line : openApi().lines().toList()) {
      if (line.equals("  schemas:")) isSchema = true;
      var schema = SCHEMA.matcher(line);
      var property = PROPERTY.matcher(line);
      if (isSchema && schema.matches()) {
        properties = new ArrayList<>();
        described.put(schema.group(1), properties);
      } else if (isSchema && property.matches()) properties.add(property.group(1));
    }
    return described;
  }

  private static String openApi() throws IOException {
    try (var in = requireNonNull(OpenApiTest.class.getResourceAsStream("openapi.yaml"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void every_record_is_described_as_it_is_and_nothing_else() throws IOException {
    var records = new TreeMap<String, List<String>>();
    for (var outer : OUTER) {
      records.put(outer.getSimpleName(), Shape.of(outer).names());
      for (var inner : outer.getDeclaredClasses()) {
        if (!inner.isRecord()) continue;
        records.put(outer.getSimpleName() + inner.getSimpleName(), Shape.of(inner).names());
      }
    }
    assertEquals(records, described());
  }
}
