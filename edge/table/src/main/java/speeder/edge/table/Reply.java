package speeder.edge.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.supervision.EdgeCounts;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;

/// What an edge answers, as a JSON object: `ok`, and the fields of the kind of answer.
public sealed interface Reply {
  /// No, and nothing was changed.
  record Refused(Refusal why) implements Reply {}

  /// It may or may not have happened.
  record Unsure(Refusal why) implements Reply {}

  /// Every new request uses this table; an edge that never had one says so with nothing.
  record InForce(Optional<At> at) implements Reply {}

  record At(Digest table, long term, long offset) {}

  record Counted(EdgeCounts counts) implements Reply {}

  record InFlight(long requests) implements Reply {}

  /// @param requests that were under way to an address, and are over
  record Cut(long requests) implements Reply {}

  /// @param pid of the process that serves
  /// @param process name of it that no other ever has
  /// @param listen `host:port` it serves at
  /// @param standby pid of the process that takes over when this one dies; 0 for none
  record Who(long pid, String process, String listen, long standby) implements Reply {}

  record Stopping() implements Reply {}

  static byte[] write(Reply reply) {
    return JsonText.object(out -> write(reply, out));
  }

  private static void write(Reply reply, JsonText out) {
    switch (reply) {
      case Refused(var why) -> refusal(out.field("ok", false).field("answer", "refused"), why);
      case Unsure(var why) -> refusal(out.field("ok", false).field("answer", "unsure"), why);
      case InForce(var at) -> {
        out.field("ok", true).field("answer", "in-force");
        at.ifPresent(in ->
            out.field("offset", in.offset())
                .field("term", in.term())
                .field("digest", in.table().text()));
      }
      case Counted(var counts) ->
          out.field("ok", true)
              .field("answer", "counts")
              .field("process", counts.process())
              .list("rows", counts.rows(), Reply::row);
      case InFlight(var requests) ->
          out.field("ok", true).field("answer", "in-flight").field("requests", requests);
      case Cut(var requests) ->
          out.field("ok", true).field("answer", "cut").field("requests", requests);
      case Who(var pid, var process, var listen, var standby) ->
          out.field("ok", true)
              .field("answer", "who")
              .field("pid", pid)
              .field("process", process)
              .field("listen", listen)
              .field("standby", standby);
      case Stopping() -> out.field("ok", true).field("answer", "stopping");
    }
  }

  private static void refusal(JsonText out, Refusal why) {
    out.field("code", why.code()).field("sentence", why.sentence()).field("remedy", why.remedy());
  }

  private static void row(JsonText out, EdgeCounts.Row row) {
    out.field("lane", row.lane())
        .field("stage", row.stage())
        .field("release", row.release())
        .field("requests", row.requests())
        .field("errors", row.errors())
        .field("mismatches", row.mismatches());
  }

  static Reply read(byte[] bytes, String origin) throws Damage {
    var json = Json.read(bytes, origin).fields();
    var answer = json.get("answer");
    return switch (answer.text()) {
      case "refused" -> new Refused(refusal(json));
      case "unsure" -> new Unsure(refusal(json));
      case "in-force" -> new InForce(json.has("digest") ? Optional.of(at(json)) : Optional.empty());
      case "counts" -> new Counted(counts(json));
      case "in-flight" -> new InFlight(json.get("requests").whole());
      case "cut" -> new Cut(json.get("requests").whole());
      case "who" ->
          new Who(
              json.get("pid").whole(),
              json.get("process").text(),
              json.get("listen").text(),
              json.get("standby").whole());
      case "stopping" -> new Stopping();
      default -> throw answer.at().expected("an answer that this version knows");
    };
  }

  private static Refusal refusal(Json.Fields json) throws Damage {
    return new Refusal(
        json.get("code").text(), json.get("sentence").text(), json.get("remedy").text());
  }

  private static At at(Json.Fields json) throws Damage {
    var digest = json.get("digest");
    if (!digest.text().matches("sha256:[0-9a-f]{64}")) throw digest.at().expected("a digest");
    return new At(new Digest(digest.text()), json.get("term").whole(), json.get("offset").whole());
  }

  private static EdgeCounts counts(Json.Fields json) throws Damage {
    var rows = new ArrayList<EdgeCounts.Row>();
    for (var row : json.get("rows").items()) rows.add(row(row.fields()));
    return new EdgeCounts(json.get("process").text(), List.copyOf(rows));
  }

  private static EdgeCounts.Row row(Json.Fields json) throws Damage {
    return new EdgeCounts.Row(
        json.get("lane").text(),
        json.get("stage").text(),
        json.get("release").text(),
        json.get("requests").whole(),
        json.get("errors").whole(),
        json.get("mismatches").whole());
  }
}
