package speeder.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void scripts_styles_and_images_of_its_own_host_are_what_a_page_needs() {
    var page =
        """
        <link rel="stylesheet" href="/w/load.php?modules=a&amp;only=styles"/>
        <link rel="search" href="/w/opensearch_desc.php"/>
        <script async="" src="/w/load.php?modules=startup"></script>
        <img src="/w/icon.png"/><img src="/w/icon.png"/><img src="https://example.org/w/other.png"/>
        <a href="/w/index.php?action=edit">edit</a>
        """;

    assertEquals(
        List.of("/w/load.php?modules=a&only=styles", "/w/load.php?modules=startup", "/w/icon.png"),
        Page.assets(page));
  }
}
