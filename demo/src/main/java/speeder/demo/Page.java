package speeder.demo;

import java.util.List;
import java.util.regex.Pattern;

/// What a browser asks for when it shows a page.
final class Page {
  private static final Pattern ASSET =
      Pattern.compile(
          "<(?:script|img)\\b[^>]*\\ssrc=\"(/w/[^\"]+)\"|"
              + "<link\\b[^>]*rel=\"stylesheet\"[^>]*href=\"(/w/[^\"]+)\"");

  private Page() {}

  /// Paths of its scripts, styles and images on its own host.
  static List<String> assets(String html) {
    return ASSET
        .matcher(html)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .map(path -> path.replace("&amp;", "&"))
        .distinct()
        .toList();
  }
}
