package speeder.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import speeder.core.snapshot.Freeze.HeldBack;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.value.Refusal;

/// Chooses a commit for every source by its own reading alone: pinned, head, or last good one.
final class Choosing {
  private final FreezeOrder order;
  private final SortedMap<String, Pick> picks = new TreeMap<>();
  private final SortedMap<String, HeldBack> held = new TreeMap<>();
  private final List<HeldBack> refused = new ArrayList<>();
  private final List<Refusal> waits = new ArrayList<>();

  private Choosing(FreezeOrder order) {
    this.order = order;
  }

  static Freezing choose(
      FreezeOrder order, SortedMap<String, Reading> readings, List<String> restless) {
    var choosing = new Choosing(order);
    for (var source : order.sources()) choosing.take(source, readings.get(source.name()));
    return choosing.next(restless);
  }

  private Freezing next(List<String> restless) {
    if (!refused.isEmpty()) return new Freezing.Ended(new Freeze.Refused(refused));
    if (!waits.isEmpty()) return new Freezing.Ended(new Freeze.Waits(waits.getFirst()));
    return new Closing(order, restless, picks, held, new TreeMap<>()).close();
  }

  private void take(Source source, @Nullable Reading reading) {
    var pin = order.pinned().get(source.name());
    if (pin != null) {
      picks.put(source.name(), FreezeOrder.pick(source, pin, Pick.Why.PINNED));
      return;
    }
    switch (reading) {
      case Reading.Found found -> head(source, found.head());
      case Reading.Missing missing -> outOfReach(source, missing.why());
      case null -> outOfReach(source, unread(source));
    }
  }

  private void head(Source source, Head head) {
    if (order.bad().contains(head.commit())) {
      holdBack(source, bad(source, head.commit()));
    } else {
      var pick = new Pick(source.name(), source.at(), head.commit(), head.tree(), Pick.Why.HEAD);
      picks.put(source.name(), pick);
    }
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
    picks.put(pick.source(), pick);
    held.put(pick.source(), new HeldBack(pick.source(), why));
  }

  private static HeldBack nothingGood(Source source, Refusal why) {
    var sentence = why.sentence() + " No good commit of it is known yet to fall back to.";
    return new HeldBack(source.name(), new Refusal(why.code(), sentence, why.remedy()));
  }

  private static Refusal bad(Source source, ObjectId commit) {
    return new Refusal(
        "commit-bad",
        "The head of %s, %s, is marked bad.".formatted(source.name(), commit.brief()),
        "Push its fix, or take the mark away.");
  }

  private static Refusal unread(Source source) {
    return new Refusal(
        "source-unread",
        "No reading of %s came back.".formatted(source.name()),
        "Look at the log of the last pass and ask again.");
  }
}
