package speeder.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One reader of one wiki, as a browser reads: a page, then all that is on it and is not fresh in
/// its cache, then the next page. Keeps its connection and cookies.
final class Visitor {
  static final List<String> PAGES =
      List.of("/wiki/Main_Page", "/wiki/Speeder", "/wiki/Railway_track", "/wiki/Train");

  private static final String STYLES = "/w/extensions/CiteThisPage/modules/ext.citeThisPage.css";
  private static final String ICON = "/w/resources/assets/file-type-icons/fileicon-%s.png";

  /// What an illustrated page would show.
  private static final List<String> PICTURES =
      Stream.of("c", "cpp", "deb", "dvi", "exe", "h", "html", "java", "o", "pdf", "ps", "rpm")
          .map(ICON::formatted)
          .toList();

  private final Browser browser;
  private final String tenant;
  private final String name;
  private final int number;
  private final Map<String, Kept> cache = new HashMap<>();
  private final Deque<String> ahead = new ArrayDeque<>();
  private int page;

  /// What the cache has of an address.
  private record Kept(String etag, Instant fresh) {}

  /// @param name of the wiki, which stands on each of its pages
  /// @param number of all readers in turn: they stand at different points of their way
  Visitor(Wiki wiki, String tenant, String name, int number) {
    this.browser = wiki.browser(tenant);
    this.tenant = tenant;
    this.name = name;
    this.number = number;
    this.page = number;
    ahead.addAll(PICTURES.subList(0, number % PICTURES.size()));
  }

  /// Asks for what is next on its way.
  Visit visit() {
    var sent = Instant.now();
    var path = next(sent);
    try {
      var answer = Wiki.get(browser, path, headers(path));
      keep(path, answer, Instant.now());
      return new Visit(tenant, number, path, sent, Instant.now(), answer, fault(path, answer));
    } catch (IOException e) {
      return Visit.dropped(tenant, number, path, sent, Instant.now(), e);
    }
  }

  private synchronized String next(Instant now) {
    while (!ahead.isEmpty()) {
      var path = ahead.remove();
      if (kept(path).filter(it -> it.fresh.isAfter(now)).isEmpty()) return path;
    }
    return PAGES.get(page++ % PAGES.size());
  }

  private Optional<Kept> kept(String path) {
    return Optional.ofNullable(cache.get(path));
  }

  private synchronized Map<String, String> headers(String path) {
    return kept(path).map(it -> Map.of("If-None-Match", it.etag)).orElse(Map.of());
  }

  private synchronized void keep(String path, Wiki.Answer answer, Instant now) {
    if (!answer.etag().isEmpty()) {
      cache.put(path, new Kept(answer.etag(), now.plusSeconds(answer.maxAge())));
    }
    if (answer.body().contains("</html>")) {
      ahead.addAll(Page.assets(answer.body()));
      ahead.add(STYLES);
      ahead.addAll(PICTURES);
    }
  }

  void leave() {
    try {
      browser.close();
    } catch (IOException gone) {
      // The connection is gone, which is what was wanted.
    }
  }

  /// What is wrong with an answer by itself; empty when nothing is.
  private String fault(String path, Wiki.Answer answer) {
    if (!answer.release().equals(answer.belief())) {
      return "the edge believed in %s, and %s answered"
          .formatted(answer.belief(), answer.release());
    }
    boolean isPage = path.startsWith("/wiki/");
    if (answer.status() == 304 && !isPage) return "";
    if (answer.status() != 200) return "status " + answer.status();
    if (answer.body().isEmpty()) return "an empty body";
    if (isPage && !(answer.body().contains(name) && answer.body().contains("</html>"))) {
      return "not a page of " + name;
    }
    return "";
  }
}
