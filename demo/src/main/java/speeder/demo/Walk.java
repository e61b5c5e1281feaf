package speeder.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.api.Event;

/// One rollout, read off the journal, with the candidate it comes of.
///
/// @param events the journal from the first fact on, at least to the rollout's newest
/// @param id offset of its first fact
public record Walk(List<Event> events, long id) {
  private static final double NANOS = 1e9;

  /// How long each station took, in seconds.
  ///
  /// @param notice from the commit's landing until its head was seen
  /// @param snapshot until the heads were frozen
  /// @param image until the images stood, and `gate` until it had answered, side by side
  /// @param prepare until all slots of all stages were ready
  /// @param expose until the edge used the routes, all stages added up
  /// @param judge until a stage had passed, all stages added up
  /// @param total from the commit's landing until main served it
  public record Seconds(
      double notice,
      double snapshot,
      double image,
      double gate,
      double prepare,
      double expose,
      double judge,
      double total) {
    @Override
    public String toString() {
      return "seen %.2f, snapshot %.2f, image %.2f, gate %.2f, prepare %.2f, expose %.2f, judge %.2f"
          .formatted(notice, snapshot, image, gate, prepare, expose, judge);
    }
  }

  public Facts.Began began() {
    return Facts.read(at(id), Facts.Began.class);
  }

  /// The phase it came to last.
  public String phase() {
    return steps().isEmpty() ? "PREPARING" : step(steps().getLast()).to();
  }

  /// Whether main serves it.
  public boolean isAtMain() {
    return phase().equals("WATCHING") || phase().equals("DONE");
  }

  /// What failed it, or else why it was withdrawn, or what its last step said.
  public String why() {
    var faults = String.join(" ", faults());
    if (!faults.isEmpty() || steps().isEmpty()) return faults;
    return steps().stream()
        .map(Walk::step)
        .filter(step -> step.to().equals("WITHDRAWING"))
        .findFirst()
        .orElse(step(steps().getLast()))
        .why();
  }

  /// Stages that got traffic of it: one after the other forward, all at once back.
  public List<String> exposed() {
    if (began().isBack()) return began().stages();
    return steps().stream()
        .filter(event -> step(event).step().equals("ROUTED"))
        .map(event -> began().stages().get((int) step(event).stage()))
        .distinct()
        .toList();
  }

  /// Reasons of the verdicts that failed it.
  public List<String> faults() {
    return events.stream()
        .flatMap(event -> Facts.read(event, Facts.VERDICT, Facts.Verdict.class).stream())
        .filter(verdict -> verdict.rollout() == id && verdict.answer().equals("FAIL"))
        .flatMap(verdict -> verdict.reasons().stream())
        .distinct()
        .toList();
  }

  public Optional<Facts.Sealed> sealed() {
    return events.stream()
        .flatMap(event -> Facts.read(event, Facts.SEALED, Facts.Sealed.class).stream())
        .filter(it -> it.release().equals(began().release()))
        .findFirst();
  }

  /// @param landed when its commit landed
  public Seconds seconds(Instant landed) {
    var candidate = sealed().orElseThrow().candidate();
    var opened = at(candidate).at();
    var frozen = before(candidate, Facts.FROZEN);
    var asked = before(frozen.offset(), Facts.ASKED);
    var seen = before(asked.offset() + 1, Facts.HEADS_MOVED);
    return new Seconds(
        between(landed, seen.at()),
        between(asked.at(), frozen.at()),
        between(opened, of(candidate, Facts.BUILT)),
        between(opened, of(candidate, Facts.ANSWERED)),
        between(at(id).at(), steppedTo("EXPOSING")),
        sum("EXPOSING"),
        sum("JUDGING"),
        between(landed, mainRouted()));
  }

  /// Seconds from its first fact to its last.
  public double duration() {
    return steps().isEmpty() ? 0 : between(at(id).at(), steps().getLast().at());
  }

  private Instant mainRouted() {
    int main = began().stages().size() - 1;
    return steps().stream()
        .filter(event -> step(event).step().equals("ROUTED") && step(event).stage() == main)
        .map(Event::at)
        .findFirst()
        .orElseThrow();
  }

  private Instant steppedTo(String phase) {
    return steps().stream()
        .filter(event -> step(event).to().equals(phase))
        .map(Event::at)
        .findFirst()
        .orElseThrow();
  }

  /// How long it was in a phase.
  private double sum(String phase) {
    double sum = 0;
    var steps = steps();
    for (int at = 0; at + 1 < steps.size(); at++) {
      if (!step(steps.get(at)).to().equals(phase)) continue;
      sum += between(steps.get(at).at(), steps.get(at + 1).at());
    }
    return sum;
  }

  private List<Event> steps() {
    return events.stream()
        .filter(event -> event.kind().equals(Facts.STEPPED) && step(event).rollout() == id)
        .toList();
  }

  private static Facts.Stepped step(Event event) {
    return Facts.read(event, Facts.Stepped.class);
  }

  private Instant of(long candidate, String kind) {
    return events.stream()
        .filter(event -> event.kind().equals(kind))
        .filter(event -> Facts.read(event, Facts.OfCandidate.class).candidate() == candidate)
        .map(Event::at)
        .findFirst()
        .orElseThrow();
  }

  private Event at(long offset) {
    return events.stream().filter(event -> event.offset() == offset).findFirst().orElseThrow();
  }

  private Event before(long offset, String kind) {
    return events.stream()
        .filter(event -> event.offset() < offset && event.kind().equals(kind))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / NANOS;
  }
}
