package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import speeder.core.farm.StopSignal;
import speeder.core.value.Digest;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.engine.port.Cluster.Running;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is written down about a slot's container: `state.json` in its folder.
///
/// @param pair number of its pair of addresses
/// @param token that started it; for people
/// @param stop what asks it to end
/// @param address `host:port`
/// @param ready whether its warm-up has answered
record Kept(
    Slot slot,
    Digest image,
    int pair,
    String address,
    String token,
    Instant startedAt,
    StopSignal stop,
    boolean ready) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "state.json";

  /// Reads a slot's folder. A file that cannot be read is a start that got half-way: nothing.
  static Optional<Kept> in(Path folder) throws IOException {
    try {
      var json = JSON.readTree(Files.readString(folder.resolve(FILE)));
      return Optional.of(of(json));
    } catch (NoSuchFileException
        | JacksonException
        | DateTimeException
        | IllegalArgumentException halfMade) {
      return Optional.empty();
    }
  }

  private static Kept of(JsonNode json) {
    var place = new Place(text(json, "lane"), text(json, "target"), text(json, "stage"));
    return new Kept(
        new Slot(place, new ReleaseId(text(json, "release"))),
        new Digest(text(json, "image")),
        json.required("pair").asInt(),
        text(json, "address"),
        text(json, "token"),
        Instant.parse(text(json, "startedAt")),
        StopSignal.valueOf(text(json, "stop")),
        json.required("ready").asBoolean());
  }

  private static String text(JsonNode json, String name) {
    return json.required(name).asString();
  }

  void writeTo(Path folder) throws IOException {
    var json = JSON.createObjectNode();
    json.put("lane", slot.place().lane());
    json.put("target", slot.place().target());
    json.put("stage", slot.place().stage());
    json.put("release", slot.release().text());
    json.put("image", image.text());
    json.put("pair", pair);
    json.put("address", address);
    json.put("token", token);
    json.put("startedAt", startedAt.toString());
    json.put("stop", stop.name());
    json.put("ready", ready);
    Folders.write(folder.resolve(FILE), json.toPrettyString() + "\n");
  }

  Kept warm() {
    return new Kept(slot, image, pair, address, token, startedAt, stop, true);
  }

  Running running() {
    return new Running(slot, address, ready, startedAt);
  }
}
