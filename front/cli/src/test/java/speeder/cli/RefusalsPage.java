package speeder.cli;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Every refusal, as a page.
final class RefusalsPage {
  private RefusalsPage() {}

  static String text(Collection<Said> all) {
    return """
    # Refusals

    Whatever is not done is answered with a code for programs, a sentence and a remedy for people: by the API as `code`, `sentence` and
    `remedy` of a problem, by the command line on standard error (with `--json` the same problem on standard output), by the page. The words are
    the same everywhere. A refusal of a command is a fact of the [journal](cli.md#looking), counted by code in `speeder_refusals_total`.

    This page is written from the code; a test holds it to it, and another asks for what is refused by API and command line and compares.
    `…` stands for what differs from one to the next.

    ## Of what was asked

    %s
    ## By the server, its API and the command line

    %s
    ## By stores, images, sources, containers and the edge

    These come of deeds, too: a deed that failed is tried again, and the status says why.

    %s\
    """
        .formatted(
            table(all, List.of("core")),
            table(all, List.of("front")),
            table(all, List.of("engine", "edge", "adapters", "wiring")));
  }

  private static String table(Collection<Said> all, List<String> modules) {
    return "| code | sentence | remedy |\n|---|---|---|\n"
        + all.stream()
            .filter(it -> modules.contains(it.module()))
            .map(RefusalsPage::row)
            .distinct()
            .collect(Collectors.joining());
  }

  private static String row(Said it) {
    return "| `%s` | %s | %s |\n".formatted(it.code(), cell(it.sentence()), cell(it.remedy()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").strip();
  }
}
