package speeder.edge.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.core.farm.StageKind;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTable.Lane;
import speeder.core.route.RouteTable.Stage;
import speeder.core.route.RouteTable.Tenant;

class TableJsonTest {
  /// Golden: form 1 is read for ever, and written so until there is a form 2.
  private static final String FORM_1 =
      """
      {
        "form" : 1,
        "offset" : 7,
        "token" : {
          "term" : 3,
          "offset" : 7
        },
        "digest" : "sha256:DIGEST",
        "tenants" : {
          "de.wiki.example" : {
            "name" : "dewiki",
            "lane" : "train"
          },
          "test.wiki.example" : {
            "name" : "testwiki",
            "lane" : "pretrain"
          }
        },
        "lanes" : {
          "pretrain" : {
            "stages" : [
              {
                "name" : "canary",
                "kind" : "canary",
                "share_percent" : 10,
                "backends" : [
                  {
                    "release" : "r-1",
                    "address" : "10.0.0.2:8080",
                    "weight" : 1
                  }
                ]
              }
            ]
          },
          "train" : {
            "stages" : [ ]
          }
        },
        "debug" : {
          "header" : "X-Wikimedia-Debug",
          "backends" : {
            "next" : "pretrain"
          }
        }
      }
      """
          .replace("DIGEST", table().table().digest().hex());

  @Test
  void a_table_has_one_text() {
    assertEquals(FORM_1, new String(TableJson.write(table()), UTF_8));
  }

  @Test
  void what_is_written_is_read() throws Exception {
    assertEquals(table(), TableJson.read(FORM_1.getBytes(UTF_8), "golden"));
    assertArrayEquals(
        TableJson.write(table()),
        TableJson.write(TableJson.read(TableJson.write(table()), "again")));
  }

  @Test
  void a_large_table_is_written_and_read() throws Exception {
    var tenants = new TreeMap<String, Tenant>();
    for (int at = 0; at < 100_000; at++) {
      tenants.put("w" + at + ".example", new Tenant("w" + at, "train"));
    }
    var small = table().table();
    var large =
        new RouteTable(9, tenants, small.lanes(), small.debugHeader(), small.debugBackends());
    var bytes = TableJson.write(new EdgeTable(large, 1, 9));

    assertEquals(large, TableJson.read(bytes, "large").table());
    assertTrue(bytes.length < TableJson.BYTES_MAX, bytes.length + " bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"form\" : 1|\"form\" : 2|t:2:12: expected form 1 or older; form 2 needs a newer speeder.",
        "\"offset\" : 7,|\"offset\" : 8,|t:8:14: expected the digest of the content",
        "\"offset\" : 7,|\"offset\" : \"7\",|t:3:14: expected a whole number.",
        "\"offset\" : 7,||t:1:1: expected an object with the field \"offset\".",
        "\"form\" : 1|\"form\" : 1, \"more\" : 1|t:2:24: expected one of the fields",
        "\"kind\" : \"canary\"|\"kind\" : \"blue\"|t:24:20: expected debug, canary or main.",
        "10.0.0.2:8080|10.0.0.2|t:29:27: expected host:port.",
        "10.0.0.2:8080|user@10.0.0.2:80|t:29:27: expected host:port.",
        "\"weight\" : 1|\"weight\" : -1|t:30:26: expected a whole number from 0 to 1000000.",
        "\"share_percent\" : 10|\"share_percent\" : 101|t:25:29: expected a whole number from 0",
        "\"train\" : {|\"pretrain\" : {|t:36:15: expected JSON, but: Duplicate",
        "\"form\" : 1|\"form\" : 99999999999999999999|t:2:",
        "\"form\" : 1|\"form\" : null|t:2:12: expected an object, list, text, whole number or flag."
      })
  void damage_is_named_with_its_place(String text, String instead, String expected) {
    var broken =
        FORM_1.replaceFirst(java.util.regex.Pattern.quote(text), instead == null ? "" : instead);
    var damage = assertThrows(Damage.class, () -> TableJson.read(broken.getBytes(UTF_8), "t"));

    assertTrue(damage.sentence().startsWith(expected), damage.sentence());
  }

  @Test
  void a_text_cut_off_anywhere_is_damage() {
    var bytes = FORM_1.getBytes(UTF_8);
    for (int length = 0; length < bytes.length - 2; length++) {
      var cut = java.util.Arrays.copyOf(bytes, length);
      assertThrows(Damage.class, () -> TableJson.read(cut, "t"), "after " + length + " bytes");
    }
  }

  @Test
  void what_follows_a_table_is_damage() {
    var more = (FORM_1 + "{}").getBytes(UTF_8);

    assertThrows(Damage.class, () -> TableJson.read(more, "t"));
  }

  static EdgeTable table() {
    var canary =
        new Stage("canary", StageKind.CANARY, 10, List.of(new Backend("r-1", "10.0.0.2:8080", 1)));
    var table =
        new RouteTable(
            7,
            new TreeMap<>(
                Map.of(
                    "test.wiki.example", new Tenant("testwiki", "pretrain"),
                    "de.wiki.example", new Tenant("dewiki", "train"))),
            new TreeMap<>(
                Map.of("pretrain", new Lane(List.of(canary)), "train", new Lane(List.of()))),
            "X-Wikimedia-Debug",
            new TreeMap<>(Map.of("next", "pretrain")));
    return new EdgeTable(table, 3, 7);
  }
}
