package speeder.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import speeder.api.Command;

/// The demo's story, a method a part; each proves what it says.
public final class Story {
  static final String TENANT = "test";
  private static final String STYLES = "/w/extensions/CiteThisPage/modules/ext.citeThisPage.css";
  private static final String PAGE = "/wiki/Main_Page";

  private final Farm farm;
  private final Wiki wiki;
  private final Narrator narrator;
  private final List<Walk> walks = new ArrayList<>();

  public Story(Farm farm, Narrator narrator) {
    this.farm = farm;
    this.wiki = farm.wiki();
    this.narrator = narrator;
  }

  /// Rollouts of the story so far, in order.
  public List<Walk> walks() {
    return List.copyOf(walks);
  }

  /// The heads as they are reach pretrain by themselves.
  public Walk first() throws DemoFailure {
    var pretrain =
        narrator.timed(
            "first release to pretrain, by itself",
            () -> arrived("the first release", Farm.PRETRAIN, 0));
    serves(TENANT, "pretrain/main", pretrain);
    return pretrain;
  }

  /// The same heads reach train when asked.
  public Walk train() throws DemoFailure {
    var train =
        narrator.timed(
            "the same to train, by hand",
            () ->
                arrived(
                    "the first release on train",
                    Farm.TRAIN,
                    farm.command(Command.DEPLOY, Farm.TRAIN, "")));
    serves("en", "train/main", train);
    return train;
  }

  /// A commit of code, a message and a style sheet of the same size: pretrain alone gets it, and
  /// readers who kept the old style sheet see the new one.
  public Deployed good() throws DemoFailure {
    var old = page(TENANT, PAGE);
    var tag = answer(TENANT, STYLES, Map.of()).etag();
    var deployed =
        narrator.timed(
            "a commit is served by pretrain",
            () -> {
              long after = farm.events().last();
              var commit = farm.world().commit("good");
              var arrived = arrived("the commit", Farm.PRETRAIN, after);
              var seconds = arrived.seconds(commit.landed());
              narrator.note("%.2f s until main: %s".formatted(seconds.total(), seconds));
              return new Deployed(arrived, seconds);
            });
    serves(TENANT, "pretrain/main", deployed.walk());
    proof("pretrain shows the new message", page(TENANT, PAGE).contains("Cite this article"));
    proof("train shows the old message", page("en", PAGE).contains("Cite this page"));
    revalidated(tag);
    whole(TENANT, old);
    whole(TENANT, page(TENANT, PAGE));
    return deployed;
  }

  /// @param seconds of each station
  public record Deployed(Walk walk, Walk.Seconds seconds) {}

  private void revalidated(String tag) throws DemoFailure {
    var kept = Map.of("If-None-Match", tag);
    var fresh = answer(TENANT, STYLES, kept);
    proof("a kept style sheet of the same size is seen to be old", fresh.status() == 200);
    proof("the new style sheet comes", fresh.body().contains("#f8f9fa"));
    var again = answer(TENANT, STYLES, Map.of("If-None-Match", fresh.etag()));
    proof("the new style sheet is kept from then on", again.status() == 304);
    proof("train's style sheet is as before", answer("en", STYLES, kept).status() == 304);
  }

  /// With the debug header train's wiki is shown, and written to, by pretrain's release.
  public void debug() throws DemoFailure {
    var text = "Written under pretrain at " + Instant.now();
    try {
      var edit = wiki.edit("en", "Sandbox", text, Wiki.DEBUG);
      proof("the debug header reaches pretrain", edit.stage().equals("pretrain/debug"));
      proof("an edit under pretrain is saved", edit.body().contains("\"result\":\"Success\""));
    } catch (IOException e) {
      throw unanswered("an edit under pretrain", e);
    }
    var raw = "/w/index.php?title=Sandbox&action=raw";
    var train = answer("en", raw, Map.of());
    proof("train answers its own readers", train.stage().equals("train/main"));
    proof("train reads what was written under pretrain", train.body().contains(text));
    proof("each wiki has its own database", !answer(TENANT, raw, Map.of()).body().contains(text));
    narrator.note("with the debug header en.wiki is read and written by pretrain");
  }

  /// A commit with which nothing starts gets no traffic, and is reverted.
  public void startUp() throws DemoFailure {
    var walk = stopped("start-up", "a commit with which nothing starts gets no traffic");
    proof("nothing of it was exposed", walk.exposed().isEmpty());
    reverted("start-up");
  }

  /// A commit that breaks one page is stopped before main, and is reverted.
  public void page() throws DemoFailure {
    var walk = stopped("page", "a commit that breaks one page is stopped before main");
    proof("main never got it", !walk.exposed().contains("main"));
    proof("the verdict names the page", walk.faults().toString().contains("Special:Interwiki"));
    reverted("page");
  }

  private Walk stopped(String commit, String what) throws DemoFailure {
    return narrator.timed(
        what,
        () -> {
          long after = farm.events().last();
          farm.world().commit(commit);
          var walk = farm.walk(what, Farm.PRETRAIN, after);
          walks.add(walk);
          proof(what, walk.phase().equals("WITHDRAWN"));
          narrator.note(walk.why());
          return walk;
        });
  }

  private void reverted(String commit) throws DemoFailure {
    narrator.timed(
        "its revert is served",
        () -> {
          long after = farm.events().last();
          farm.world().revert(commit);
          return arrived("the revert", Farm.PRETRAIN, after);
        });
  }

  /// Back to the release before, whose containers still stand: by route alone.
  public Report.Rollback backOne() throws DemoFailure {
    return back("", "back to the previous release by one command, by route alone");
  }

  /// Back to a release whose containers are gone, without a build.
  public Report.Rollback back(String release) throws DemoFailure {
    var back = back(release, "back to the first release by one command, without a build");
    proof("the old message is back", page(TENANT, PAGE).contains("Cite this page"));
    return back;
  }

  private Report.Rollback back(String release, String what) throws DemoFailure {
    long built = built();
    long began = System.nanoTime();
    long after = farm.command(Command.ROLLBACK, Farm.PRETRAIN, release);
    var walk = farm.walk("going back", Farm.PRETRAIN, after);
    double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
    walks.add(walk);
    proof("going back arrives", walk.phase().equals("DONE") && walk.began().isBack());
    proof("going back builds nothing", built() == built);
    serves(TENANT, "pretrain/main", walk);
    narrator.took(seconds, what);
    return new Report.Rollback(walk.began().release(), seconds);
  }

  /// The release that answers the tenant now.
  public String served() throws DemoFailure {
    return answer(TENANT, PAGE, Map.of()).release();
  }

  private long built() {
    return farm.events().all().stream().filter(it -> it.kind().equals(Facts.BUILT)).count();
  }

  private Walk arrived(String what, String lane, long after) throws DemoFailure {
    var walk = farm.arrival(what, lane, after);
    walks.add(walk);
    if (!walk.isAtMain()) {
      throw DemoFailure.proof(what, walk.phase() + ": " + walk.why());
    }
    return walk;
  }

  /// Waits for the end of its window: from then on one may go back to it.
  public void proven(Walk walk) throws DemoFailure {
    var over = farm.over("the window of " + walk.began().release(), walk);
    if (!over.phase().equals("DONE")) {
      throw DemoFailure.proof("a release stands its window", over.why());
    }
  }

  private void serves(String tenant, String stage, Walk walk) throws DemoFailure {
    var answer = answer(tenant, PAGE, Map.of());
    boolean right =
        answer.release().equals(walk.began().release())
            && (answer.stage().equals(stage) || answer.stage().equals("pretrain/canary"));
    if (right) return;
    throw DemoFailure.proof(
        "%s is served by %s".formatted(tenant, walk.began().release()),
        "%s answered at %s".formatted(answer.release(), answer.stage()));
  }

  /// What a page needs is there, whatever release made the page.
  private void whole(String tenant, String html) throws DemoFailure {
    var assets = Page.assets(html);
    proof("a page has scripts, styles and images", assets.size() >= 3);
    for (var path : assets) {
      int status = answer(tenant, path, Map.of()).status();
      if (status != 200)
        throw DemoFailure.proof("what a page needs is there", path + ": " + status);
    }
  }

  private String page(String tenant, String path) throws DemoFailure {
    var answer = answer(tenant, path, Map.of());
    proof(tenant + path + " answers 200", answer.status() == 200);
    return answer.body();
  }

  private Wiki.Answer answer(String tenant, String path, Map<String, String> headers)
      throws DemoFailure {
    try {
      return wiki.get(tenant, path, headers);
    } catch (IOException e) {
      throw unanswered(tenant + path, e);
    }
  }

  private static DemoFailure unanswered(String what, IOException e) {
    return DemoFailure.proof(what + " is answered", e.toString());
  }

  private static void proof(String what, boolean shown) throws DemoFailure {
    if (!shown) throw DemoFailure.proof(what, "it is not so");
  }
}
