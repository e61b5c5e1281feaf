package speeder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Approvals;
import speeder.api.Command;
import speeder.engine.port.PortFailure;
import speeder.server.TestDesk;
import speeder.server.TestServer;

/// Several people at one server.
class AccessTest {
  @TempDir Path data;
  private TestServer server;
  private final Map<String, String> secrets = new HashMap<>();

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data, TestDesk.unproven().alone());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Whoever has no token is the operator.
  private Ran as(String who, String... arguments) {
    var environment = new TreeMap<>(Map.of("SPEEDER_DATA", data.toString()));
    if (secrets.containsKey(who)) environment.put("SPEEDER_TOKEN", secrets.get(who));
    return Ran.speeder(server.desk, data, environment, List.of(arguments));
  }

  private Ran json(String who, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return as(who, all.toArray(String[]::new));
  }

  private TokenCommands.Issue.Issued lets(String name, String groups) throws Exception {
    var ran = json("operator", "token", "issue", name, "--groups", groups, "--for", "30d");
    assertEquals(0, ran.code(), ran::toString);
    var issued = ran.document(TokenCommands.Issue.Issued.class);
    secrets.put(name, issued.secret());
    return issued;
  }

  @Test
  void a_token_is_printed_once_and_opens_what_its_groups_may() throws Exception {
    var issued = lets("tess", "tester");
    assertEquals(43, issued.secret().length());
    assertEquals(0, as("tess", "hold", "pretrain", "--reason", "a look").code());
    var more = as("tess", "token", "issue", "eve");
    assertEquals(1, more.code());
    assertTrue(more.err().contains("tess may not ask for token"), more::err);
    assertTrue(as("tess", "token", "list").out().contains("tess"));
    assertFalse(as("tess", "journal", "--max", "100").out().contains(issued.secret()));
    assertEquals(0, as("operator", "token", "revoke", issued.token(), "--reason", "lost").code());
    assertEquals(1, as("tess", "lift", "pretrain").code());
    assertEquals("", as("operator", "token", "list").out());
    assertEquals(2, as("operator", "token").code());
  }

  @Test
  void an_override_waits_for_a_second_person_who_hears_what_came_of_it() throws Exception {
    lets("olga", "owner");
    lets("odo", "owner");
    assertEquals(0, as("olga", "deploy", "pretrain").code());
    var asked = json("olga", "waive", "pretrain", "--reason", "known");
    assertEquals(1, asked.code(), "nothing is done yet");
    long proposal = asked.document(Command.Accepted.class).proposal().orElseThrow();
    assertTrue(as("odo", "status").out().contains("wants approval: " + proposal));
    var open = json("odo", "approvals").document(Approvals.class).open().getFirst();
    assertEquals(
        List.of("waive", "olga", "1 more"), List.of(open.action(), open.by(), open.missing()));
    assertEquals(1, as("olga", "approve", "" + proposal).code());
    var approved = as("odo", "approve", "" + proposal);
    assertEquals(0, approved.code(), approved::toString);
    assertTrue(approved.out().contains("The gate is waived: known"), approved::out);
    assertTrue(approved.out().contains("is carried out"), approved::out);
    assertEquals("", as("odo", "approvals").out());
  }

  @Test
  void what_is_declined_is_not_done() throws Exception {
    lets("olga", "owner");
    lets("odo", "owner");
    as("olga", "deploy", "pretrain");
    var asked = json("olga", "waive", "pretrain", "--reason", "known");
    var proposal = "" + asked.document(Command.Accepted.class).proposal().orElseThrow();
    assertEquals(0, as("odo", "decline", proposal, "--reason", "not today").code());
    assertEquals(2, as("odo", "approve", proposal).code(), "it waits no longer");
    assertTrue(as("odo", "status").out().contains("The gate is shut"));
  }
}
