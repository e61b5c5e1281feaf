package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser, on a real server: it shows what serves, and its buttons do what they
/// say.
class PageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir Path folder = Path.of("");

  @Test
  void a_person_sees_what_serves_holds_the_lane_and_lifts_the_hold() throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "SKIPPED: no chromium");
    try (var farm = SmallFarm.serving(folder);
        var playwright = Playwright.create(without("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"));
        var browser = playwright.chromium().launch(options())) {
      var page = browser.newPage();
      var troubles = new ArrayList<String>();
      page.onPageError(troubles::add);
      page.navigate(farm.server().url() + "/#token=" + token(farm));
      var serving = farm.lane().serving().orElseThrow();
      page.getByText(serving).first().waitFor();
      holds(page, farm);
      lifts(page, farm);
      slows(page);
      assertEquals(List.of(), troubles, "errors of the page's scripts");
    }
  }

  private static void holds(Page page, SmallFarm farm) throws Exception {
    click(page, "Hold");
    page.locator("dialog input[name=reason]").fill("looked at in a browser");
    page.locator("dialog button[value=yes]").click();
    Await.until("the lane is held", () -> farm.lane().hold().isPresent());
    assertEquals("looked at in a browser", farm.lane().hold().orElseThrow().reason());
    page.getByText("looked at in a browser").first().waitFor();
  }

  private static void lifts(Page page, SmallFarm farm) throws Exception {
    click(page, "Lift the hold");
    page.locator("dialog button[value=yes]").click();
    Await.until("the hold is lifted", () -> farm.lane().hold().isEmpty());
  }

  /// It says how often the lane sets out, and lets a person choose.
  private static void slows(Page page) {
    var lane = page.locator("#lane-" + SmallFarm.LANE);
    lane.getByText("Next runs").click();
    lane.getByText("on change").first().waitFor();
    click(page, "by hand");
    page.locator("dialog input[name=reason]").fill("nobody is here");
    page.locator("dialog button[value=yes]").click();
    lane.getByText("by hand, says ").waitFor();
  }

  private static void click(Page page, String button) {
    var named = new Page.GetByRoleOptions().setName(button).setExact(true);
    page.locator("#lanes").getByRole(AriaRole.BUTTON).first().waitFor();
    page.getByRole(AriaRole.BUTTON, named).first().click();
  }

  private static String token(SmallFarm farm) throws Exception {
    var token = Files.readString(farm.data.resolve("token")).strip();
    assertTrue(token.length() > 20, "a token");
    return token;
  }

  private static LaunchOptions options() {
    return new LaunchOptions()
        .setExecutablePath(CHROMIUM)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
  }

  private static Playwright.CreateOptions without(String download) {
    return new Playwright.CreateOptions().setEnv(Map.of(download, "1"));
  }
}
