package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a message says is not changed on its way: where it cannot go on as what it is, it is
/// refused in words.
class FaithTest {
  private Backend backend;
  private EdgeHere edge;
  private Client client;

  @BeforeEach
  void serve() throws Exception {
    backend = new Backend("r-1");
    edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
    client = edge.client();
  }

  @AfterEach
  void end() throws Exception {
    client.close();
    edge.close();
    backend.close();
  }

  @Test
  void head_without_a_length_gets_none() throws Exception {
    says("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    var answer = client.ask("HEAD", "/", "");

    assertEquals(200, answer.status());
    assertEquals(List.of(), answer.all("Content-Length"));
  }

  @Test
  void head_with_a_length_gets_it() throws Exception {
    says("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");

    assertEquals(List.of("1234"), client.ask("HEAD", "/", "").all("Content-Length"));
    assertEquals(List.of("1234"), client.ask("HEAD", "/", "").all("Content-Length"));
  }

  @Test
  void an_answer_in_another_transfer_coding_is_refused_in_words() throws Exception {
    says("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\nxxxx\r\n0\r\n\r\n");
    var answer = client.get("/");

    assertEquals(502, answer.status());
    assertEquals(List.of("backend-coding"), answer.all("Speeder-Edge-Error"));
    assertEquals(1, edge.only().requests());
    assertEquals(1, edge.only().errors());
  }

  @Test
  void a_request_in_another_transfer_coding_is_refused_and_not_passed_on() throws Exception {
    client.send(
        "POST / HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
            .formatted(Farm.HOST));
    var answer = Wire.answer(client.in, "POST");

    assertEquals(501, answer.status());
    assertEquals(List.of("coding-not-served"), answer.all("Speeder-Edge-Error"));
    assertEquals(List.of(), backend.asked);
  }

  @Test
  void a_proxy_header_goes_no_further() throws Exception {
    client.get("/", "Proxy: http://evil.example");

    assertEquals(List.of(), backend.asked.getFirst().all("Proxy"));
  }

  @Test
  void who_asks_for_a_debug_backend_that_there_is_not_is_told_and_nobody_else() throws Exception {
    backend.answering("200 OK", "Cache-Control: public\r\nSpeeder-Edge-Notice: x\r\n", "ok");
    var answer = client.get("/", Farm.DEBUG + ": backend=nxt");

    assertEquals(List.of("pretrain/main"), answer.all("Speeder-Stage"));
    assertEquals(List.of("debug-backend-unknown"), answer.all("Speeder-Edge-Notice"));
    assertEquals(List.of("private, no-store"), answer.all("Cache-Control"));
    assertEquals(List.of(), client.get("/").all("Speeder-Edge-Notice"));
  }

  private void says(String text) {
    backend.answering((_, out) -> {
      out.write(Wire.bytes(text));
      return !text.contains("close");
    });
  }
}
