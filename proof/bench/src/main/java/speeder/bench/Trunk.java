package speeder.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A repository of the size of a large application, the same in every run: a first commit of some
/// 60 MB, and commits that each touch a few files.
final class Trunk {
  static final int FILES = 5_000;
  static final int CHANGED = 5;
  private static final int FOLDERS = 100;
  private static final int BYTES_MIN = 4_000;
  private static final int BYTES_SPREAD = 16_000;
  private static final int WORDS = 4_000;
  private static final long SEED = 20_260_302;
  private static final long FIRST = 1_767_225_600;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<String> words =
      IntStream.range(0, WORDS)
          .mapToObj(_ -> Long.toString(random.nextLong(1L << 40), 36))
          .toList();
  private final OutputStream out;

  private Trunk(OutputStream out) {
    this.out = out;
  }

  /// A commit, and the tree it holds.
  record Commit(String id, String tree) {}

  /// @return the commits, oldest first
  static List<Commit> write(Path repository, int commits) throws IOException, InterruptedException {
    var folder = java.util.Objects.requireNonNull(repository.getParent());
    Programs.run(
        folder, _ -> {}, "git", "init", "-q", "--bare", "-b", "main", repository.toString());
    Programs.run(
        repository,
        out -> {
          try (var buffered = new BufferedOutputStream(out)) {
            new Trunk(buffered).history(commits);
          }
        },
        "git",
        "fast-import",
        "--quiet");
    return Programs.shell(repository, "git log --reverse --format='%H %T' main")
        .lines()
        .map(line -> new Commit(line.split(" ", 2)[0], line.split(" ", 2)[1]))
        .toList();
  }

  private void history(int commits) throws IOException {
    for (int commit = 0; commit < commits; commit++) {
      say(
          "commit refs/heads/main\ncommitter Bench <bench@localhost> %d +0000\ndata 1\nx\n"
              .formatted(FIRST + commit));
      if (commit == 0) for (int file = 0; file < FILES; file++) put(path(file));
      else change(commit);
      say("\n");
    }
    say("done\n");
  }

  /// Some files change, one comes and one goes.
  private void change(int commit) throws IOException {
    for (int each = 0; each < CHANGED; each++) put(path(random.nextInt(FILES / 2)));
    put(path(FILES + commit));
    say("D %s\n".formatted(path(FILES - commit)));
  }

  private static String path(int file) {
    return "folder-%02d/file-%04d.php".formatted(file % FOLDERS, file);
  }

  private void put(String path) throws IOException {
    var text = text().getBytes(StandardCharsets.US_ASCII);
    say("M 100644 inline %s\ndata %d\n".formatted(path, text.length));
    out.write(text);
    say("\n");
  }

  private String text() {
    int length = BYTES_MIN + random.nextInt(BYTES_SPREAD);
    var text = new StringBuilder(length + 20);
    while (text.length() < length) {
      text.append(words.get(random.nextInt(WORDS))).append(random.nextInt(9) == 0 ? '\n' : ' ');
    }
    return text.toString();
  }

  private void say(String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.US_ASCII));
  }
}
