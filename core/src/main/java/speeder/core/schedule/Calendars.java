package speeder.core.schedule;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import speeder.core.farm.Lane;
import speeder.core.schedule.Calendar.Span;
import speeder.core.value.Refusal;

/// Calendars of freezes as they were read last, and the lanes that they stop. Of several calendars
/// one that stops a lane is enough; one that was never read stops it, too.
///
/// @param seen by file or address
/// @param frozen by lane
/// @param thaws by lane: what lets it move all the same
public record Calendars(
    SortedMap<String, Seen> seen, SortedMap<String, Freeze> frozen, SortedMap<String, Thaw> thaws) {
  public static final Calendars NONE =
      new Calendars(
          Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap());

  private static final String UNSEEN = "it has not been read yet";

  /// @param said what was read last; it counts also while it cannot be read
  /// @param trouble why it cannot be read now
  public record Seen(Optional<Calendar> said, Optional<Refusal> trouble) {
    static final Seen NOT_YET = new Seen(Optional.empty(), Optional.empty());

    private String why() {
      return trouble.map(it -> withoutDot(it.sentence())).orElse(UNSEEN);
    }

    private static String withoutDot(String sentence) {
      return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
  }

  /// What stops a lane.
  ///
  /// @param calendar file or address
  /// @param until when the lane opens; nothing where nobody can say
  public record Reason(String calendar, String what, Optional<Instant> until) {}

  /// @param since offset of the fact that made it stand
  public record Freeze(Reason reason, long since) {}

  public record Thaw(Instant until, String reason, String by) {}

  public Calendars {
    seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    frozen = Collections.unmodifiableSortedMap(new TreeMap<>(frozen));
    thaws = Collections.unmodifiableSortedMap(new TreeMap<>(thaws));
  }

  public Optional<Seen> seen(String calendar) {
    return Optional.ofNullable(seen.get(calendar));
  }

  public Optional<Freeze> frozen(String lane) {
    return Optional.ofNullable(frozen.get(lane));
  }

  /// Whether what was read just now changes anything.
  public boolean isNews(String calendar, Calendar now, Instant at) {
    var before = seen(calendar).orElse(Seen.NOT_YET);
    return before.trouble().isPresent() || before.said().filter(it -> now.isSame(it, at)).isEmpty();
  }

  public boolean isNews(String calendar, Refusal trouble) {
    return seen(calendar).flatMap(Seen::trouble).filter(trouble::equals).isEmpty();
  }

  /// What lets a lane move in spite of its calendars at a moment.
  public Optional<Thaw> thaw(String lane, Instant at) {
    return Optional.ofNullable(thaws.get(lane)).filter(it -> it.until().isAfter(at));
  }

  /// Why calendars of a lane cannot be read now, in its order.
  public List<Refusal> troubles(Lane lane) {
    return lane.freezes().stream().flatMap(it -> seen(it).flatMap(Seen::trouble).stream()).toList();
  }

  /// What stops a lane at a moment, as far as is known now.
  public Optional<Reason> reason(Lane lane, Instant at) {
    if (thaw(lane.name(), at).isPresent()) return Optional.empty();
    for (var calendar : lane.freezes()) {
      var blind = blind(calendar, at);
      if (blind.isPresent()) return blind;
    }
    return lane.freezes().stream()
        .flatMap(calendar ->
            spans(calendar)
                .filter(it -> it.covers(at))
                .map(it -> new Reason(calendar, it.what(), Optional.of(opening(lane, it.to())))))
        .findFirst();
  }

  private Optional<Reason> blind(String calendar, Instant at) {
    var known = seen(calendar).orElse(Seen.NOT_YET);
    if (known.said().isEmpty())
      return Optional.of(new Reason(calendar, known.why(), Optional.empty()));
    return known.said().get().until().isAfter(at)
        ? Optional.empty()
        : Optional.of(new Reason(calendar, "it was read too long ago", Optional.empty()));
  }

  /// The first moment from another on at which no calendar stops a lane.
  private Instant opening(Lane lane, Instant from) {
    var open = from;
    while (true) {
      var at = open;
      var later =
          lane.freezes().stream()
              .flatMap(this::spans)
              .filter(it -> it.covers(at))
              .map(Span::to)
              .max(Instant::compareTo);
      if (later.isEmpty()) return open;
      open = later.get();
    }
  }

  private Stream<Span> spans(String calendar) {
    return seen(calendar).flatMap(Seen::said).stream().flatMap(it -> it.spans().stream());
  }

  /// The next moment after another at which a lane stops or opens by its calendars.
  public Optional<Instant> wake(Collection<Lane> lanes, Instant after) {
    return lanes.stream()
        .filter(lane -> !lane.freezes().isEmpty())
        .flatMap(this::turns)
        .filter(it -> it.isAfter(after))
        .min(Instant::compareTo);
  }

  private Stream<Instant> turns(Lane lane) {
    var thaw = Optional.ofNullable(thaws.get(lane.name())).map(Thaw::until).stream();
    var calendars =
        lane.freezes().stream()
            .flatMap(calendar ->
                Stream.concat(
                    seen(calendar).flatMap(Seen::said).map(Calendar::until).stream(),
                    spans(calendar).flatMap(it -> Stream.of(it.from(), it.to()))));
    return Stream.concat(thaw, calendars);
  }

  Calendars read(String calendar, Calendar said) {
    return seeing(calendar, new Seen(Optional.of(said), Optional.empty()));
  }

  Calendars unread(String calendar, Refusal why) {
    var said = seen(calendar).flatMap(Seen::said);
    return seeing(calendar, new Seen(said, Optional.of(why)));
  }

  private Calendars seeing(String calendar, Seen how) {
    var changed = new TreeMap<>(seen);
    changed.put(calendar, how);
    return new Calendars(changed, frozen, thaws);
  }

  Calendars begun(String lane, Freeze freeze) {
    var changed = new TreeMap<>(frozen);
    changed.put(lane, freeze);
    return new Calendars(seen, changed, thaws);
  }

  Calendars ended(String lane) {
    var changed = new TreeMap<>(frozen);
    changed.remove(lane);
    return new Calendars(seen, changed, thaws);
  }

  Calendars thawed(String lane, Thaw thaw) {
    var changed = new TreeMap<>(thaws);
    changed.put(lane, thaw);
    return new Calendars(seen, frozen, changed);
  }

  Calendars thawEnded(String lane) {
    var changed = new TreeMap<>(thaws);
    changed.remove(lane);
    return new Calendars(seen, frozen, changed);
  }

  /// A manifest is in force: what no lane keeps is forgotten.
  Calendars adopted(Collection<Lane> lanes) {
    var kept = new TreeSet<String>();
    var names = new TreeSet<String>();
    for (var lane : lanes) {
      kept.addAll(lane.freezes());
      names.add(lane.name());
    }
    var calendars = new TreeMap<>(seen);
    calendars.keySet().retainAll(kept);
    var over = new TreeMap<>(thaws);
    over.keySet().retainAll(names);
    return new Calendars(calendars, frozen, over);
  }
}
