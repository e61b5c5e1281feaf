package speeder.server.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import speeder.api.Event;
import speeder.api.Json;
import speeder.core.world.Fact;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;
import speeder.server.fold.Telling;

/// Entries of the journal, as facts and as sentences.
public final class JournalReading {
  private final Desk desk;

  public JournalReading(Desk desk) {
    this.desk = desk;
  }

  Event.Page page(long from, int max) throws PortFailure {
    var events = new ArrayList<Event>();
    for (var entry : desk.journal(from, max)) events.add(event(entry));
    return new Event.Page(desk.world().offset(), events);
  }

  public Event event(Entry entry) throws PortFailure {
    var fact = FactCodec.decode(entry);
    return new Event(
        entry.offset(),
        entry.time(),
        entry.lane(),
        entry.kind(),
        entry.actor().principal(),
        entry.actor().onBehalfOf(),
        entry.cause(),
        Telling.text(fact),
        body(entry, fact));
  }

  /// A take-over's body is its server's name, not JSON.
  private static Json.Raw body(Entry entry, Fact fact) {
    return fact instanceof Fact.TookOver(var server)
        ? new Json.Raw("{\"server\":" + Json.text(server) + "}")
        : new Json.Raw(Addresses.hidden(fact, new String(entry.body(), StandardCharsets.UTF_8)));
  }
}
