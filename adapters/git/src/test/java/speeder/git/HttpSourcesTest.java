package speeder.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.kit.sources.GitHttp;
import speeder.kit.sources.Repo;

/// Repositories over git's smart HTTP protocol.
class HttpSourcesTest extends RepoSources {
  private final GitHttp server = new GitHttp();

  @Override
  String address(String name, Repo repository) {
    return server.serve(name, repository);
  }

  @Override
  protected void lose(Source source) {
    server.lose(source.name());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_unmoved_head_costs_one_advertisement_and_one_listing_in_protocol_2() throws Exception {
    var one = source("one");
    commit(one, "master", "Change", Map.of("a", "1"));
    git().read(List.of(one));
    int before = server.requests().size();

    git().read(List.of(one));

    assertEquals(
        List.of("GET /one.git/info/refs version=2", "POST /one.git/git-upload-pack version=2"),
        server.requests().subList(before, server.requests().size()));
  }

  @Test
  void credentials_are_used_and_never_shown() throws Exception {
    server.require("reader:s3cret");
    var one = source("one");
    var commit = commit(one, "master", "Change", Map.of("a", "1"));
    var right = withUser(one, "reader:s3cret");
    var wrong = withUser(one, "reader:wr0ng");

    assertEquals(commit, head(git().read(List.of(right)).getFirst()));
    var missing = assertInstanceOf(Reading.Missing.class, git().read(List.of(wrong)).getFirst());
    assertEquals("source-denied", missing.why().code(), missing::toString);
    assertFalse(missing.toString().contains("wr0ng"), missing::toString);
    assertFalse(missing.toString().contains("reader"), missing::toString);
  }

  @Test
  void a_server_that_is_not_there_is_out_of_reach() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var url = "http://user:s3cret@127.0.0.1:" + free + "/one.git";
    var gone = new Source("gone", url, "master", "/g", false, Source.Kind.CODE);

    var missing = assertInstanceOf(Reading.Missing.class, git().read(List.of(gone)).getFirst());

    assertEquals("source-unreachable", missing.why().code(), missing::toString);
    assertFalse(missing.toString().contains("s3cret"), missing::toString);
  }

  @Test
  void a_watch_of_a_source_out_of_reach_is_silent() throws Exception {
    var one = source("one");
    commit(one, "master", "Change", Map.of("a", "1"));
    git().read(List.of(one));
    lose(one);
    var stirred = new LinkedBlockingQueue<String>();
    int before = server.requests().size();

    try (var _ = git().watch(List.of(one), stirred::add)) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (server.requests().size() < before + 3 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
    }

    assertTrue(server.requests().size() >= before + 3, "it was not asked again");
    assertTrue(stirred.isEmpty(), stirred::toString);
  }

  private static Source withUser(Source source, String user) {
    var url = source.git().replace("://", "://" + user + "@");
    return new Source(
        source.name(), url, source.branch(), source.at(), source.required(), source.kind());
  }
}
