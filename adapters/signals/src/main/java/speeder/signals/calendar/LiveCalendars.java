package speeder.signals.calendar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import speeder.core.schedule.Calendar;
import speeder.engine.port.CalendarFiles;
import speeder.engine.port.PortFailure;

/// Reads calendars of this machine, and those that an address answers with.
public final class LiveCalendars implements CalendarFiles {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(LONGEST)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @Override
  public Calendar read(String where, Instant now) throws PortFailure {
    var text = where.startsWith("/") ? file(where) : address(where);
    return CalendarText.read(Calendar.told(where), text, now);
  }

  private static String file(String where) throws PortFailure {
    try (var in = Files.newInputStream(Path.of(where))) {
      return text(where, in.readNBytes(BYTES_MAX + 1));
    } catch (IOException missing) {
      throw unread(where, "its file is missing, or this server may not read it");
    }
  }

  private String address(String where) throws PortFailure {
    try {
      var request = HttpRequest.newBuilder(URI.create(where)).timeout(LONGEST).build();
      var answer =
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX + 1));
      if (answer.statusCode() == OK) return text(where, answer.body());
      throw unread(where, "its address answers %d".formatted(answer.statusCode()));
    } catch (IOException | IllegalArgumentException silent) {
      throw unread(where, "its address does not answer, or with too much");
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      throw unread(where, "it was left");
    }
  }

  private static String text(String where, byte[] bytes) throws PortFailure {
    if (bytes.length > BYTES_MAX) {
      throw unread(where, "it is larger than %d bytes".formatted(BYTES_MAX));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static PortFailure unread(String where, String why) {
    return PortFailure.failed(
        "calendar-unread",
        "Calendar %s cannot be read: %s.".formatted(Calendar.told(where), why),
        "Bring it back; until then what it said last counts.");
  }
}
