package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import speeder.core.snapshot.Freeze.HeldBack;
import speeder.core.source.BadCommit;
import speeder.core.source.Head;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.source.SourceCommit;
import speeder.core.value.Refusal;

/// Chooses a commit for every source by its own reading alone: pinned, head, the newest one without
/// what is bad, or last good one.
final class Choosing {
  private final FreezeOrder order;
  private final SortedMap<SourceCommit, Optional<Head>> sound;
  private final SortedMap<String, Pick> picks = new TreeMap<>();
  private final SortedMap<String, HeldBack> held = new TreeMap<>();
  private final List<HeldBack> refused = new ArrayList<>();
  private final List<Refusal> waits = new ArrayList<>();

  private Choosing(FreezeOrder order, SortedMap<SourceCommit, Optional<Head>> sound) {
    this.order = order.fallingBackTo(sound);
    this.sound = sound;
  }

  static Freezing choose(
      FreezeOrder order,
      SortedMap<String, Reading> readings,
      List<String> restless,
      SortedMap<SourceCommit, Optional<Head>> sound) {
    var choosing = new Choosing(order, sound);
    for (var source : order.sources()) choosing.take(source, readings.get(source.name()));
    return choosing.next(restless);
  }

  /// The commits that might be chosen.
  static SortedSet<SourceCommit> choice(FreezeOrder order, SortedMap<String, Reading> readings) {
    var choice = new TreeSet<SourceCommit>();
    order.pinned().values().forEach(pick -> choice.add(at(pick)));
    order.lastGood().values().forEach(pick -> choice.add(at(pick)));
    for (var reading : readings.values()) {
      if (reading instanceof Reading.Found(var head)) choice.add(at(head));
    }
    return choice;
  }

  private static SourceCommit at(Pick pick) {
    return new SourceCommit(pick.source(), pick.commit());
  }

  private static SourceCommit at(Head head) {
    return new SourceCommit(head.source(), head.commit());
  }

  private Freezing next(List<String> restless) {
    if (!refused.isEmpty()) return new Freezing.Ended(new Freeze.Refused(refused));
    if (!waits.isEmpty()) return new Freezing.Ended(new Freeze.Waits(waits.getFirst()));
    return new Closing(order, restless, picks, held, new TreeMap<>(), Dependencies.UNKNOWN).close();
  }

  private void take(Source source, @Nullable Reading reading) {
    var pin = order.pinned().get(source.name());
    if (pin != null) {
      pinned(source, pin);
      return;
    }
    if (order.held().contains(source.name())) {
      holdBack(source, held(source));
      return;
    }
    switch (reading) {
      case Reading.Found found -> head(source, found.head());
      case Reading.Missing missing -> outOfReach(source, missing.why());
      case null -> outOfReach(source, unread(source));
    }
  }

  private void pinned(Source source, Pick pin) {
    if (isSound(at(pin))) {
      picks.put(source.name(), FreezeOrder.pick(source, pin, Pick.Why.PINNED));
    } else {
      refused.add(new HeldBack(source.name(), pinnedToBad(source, pin)));
    }
  }

  private boolean isSound(SourceCommit commit) {
    var found = sound.get(commit);
    return found == null || found.filter(it -> it.commit().equals(commit.commit())).isPresent();
  }

  private void head(Source source, Head head) {
    var found = sound.get(at(head));
    if (found == null || found.filter(head::equals).isPresent()) {
      picks.put(source.name(), pick(source, head, Pick.Why.HEAD));
    } else if (found.isPresent()) {
      keep(pick(source, found.get(), Pick.Why.HELD_BACK), bad(source));
    } else {
      holdBack(source, bad(source));
    }
  }

  private static Pick pick(Source source, Head head, Pick.Why why) {
    return new Pick(source.name(), source.at(), head.commit(), head.tree(), why);
  }

  private void outOfReach(Source source, Refusal why) {
    if (source.required()) waits.add(why);
    else holdBack(source, why);
  }

  private void holdBack(Source source, Refusal why) {
    order
        .fallback(source, Optional.empty())
        .ifPresentOrElse(pick -> keep(pick, why), () -> refused.add(nothingGood(source, why)));
  }

  private void keep(Pick pick, Refusal why) {
    picks.put(pick.source(), pick.because(Pick.Why.HELD_BACK, why.sentence() + " " + why.remedy()));
    held.put(pick.source(), new HeldBack(pick.source(), why));
  }

  private static HeldBack nothingGood(Source source, Refusal why) {
    var sentence = why.sentence() + " No good commit of it is known yet to fall back to.";
    return new HeldBack(source.name(), new Refusal(why.code(), sentence, why.remedy()));
  }

  private Refusal bad(Source source) {
    return new Refusal("commit-bad", said(source), "Push its fix, or take the mark away.");
  }

  private Refusal pinnedToBad(Source source, Pick pin) {
    return new Refusal(
        "pinned-to-bad",
        "%s is pinned to %s. %s".formatted(source.name(), pin.commit().brief(), said(source)),
        "Pin it elsewhere, or take the pin or the mark away.");
  }

  private String said(Source source) {
    return order.bad(source.name()).stream()
        .map(BadCommit::because)
        .collect(Collectors.joining("; ", "", "."));
  }

  private static Refusal held(Source source) {
    return new Refusal(
        "source-held",
        "%s is held by a person.".formatted(source.name()),
        "Lift it: speeder lift --source " + source.name());
  }

  private static Refusal unread(Source source) {
    return new Refusal(
        "source-unread",
        "No reading of %s came back.".formatted(source.name()),
        "Look at the log of the last pass and ask again.");
  }
}
