package speeder.edge;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import speeder.core.route.Answer.Served;
import speeder.edge.Flights.Flight;

/// An answer on its way to the client: written as it comes, read as it is written.
final class Arrival implements Response.Listener {
  private static final String EVENTS = "text/event-stream";

  private final Passage passage;
  private final Served served;
  private final Front.Decision decision;
  private final boolean secure;
  private final boolean mayRepeat;
  private final Callback.Completable written = new Callback.Completable();
  private volatile boolean reached;
  private volatile boolean begun;
  private volatile boolean whole;
  private volatile boolean clientGone;
  private volatile boolean opened;

  Arrival(
      Passage passage, Served served, Front.Decision decision, boolean secure, boolean mayRepeat) {
    this.passage = passage;
    this.served = served;
    this.decision = decision;
    this.secure = secure;
    this.mayRepeat = mayRepeat;
  }

  /// Nothing of it is under way any more.
  void land() {
    decision.flight().ifPresent(Flight::end);
  }

  /// A connection stands and the request is begun on it.
  void reach() {
    reached = true;
  }

  @Override
  public void onBegin(Response response) {
    begun = true;
  }

  @Override
  public void onHeaders(Response response) {
    var came = response.getHeaders();
    var named = Optional.ofNullable(came.get(Names.RELEASE));
    passage.front().tallies().answered(served, response.getStatus(), named);
    if (Hops.isCoded(came)) {
      var _ = response.abort(new Trouble.Coded());
      return;
    }
    var out = passage.response();
    out.setStatus(response.getStatus());
    ResponseHeaders.write(came, out.getHeaders(), served, decision.debugHeader(), secure);
    if (passage.front().isEnding()) out.getHeaders().put(HttpHeader.CONNECTION, "close");
  }

  @Override
  public void onContent(Response response, Content.Chunk chunk, Runnable more) {
    chunk.retain();
    write(chunk.getByteBuffer(), Callback.from(chunk::release, new Next(response, more)));
  }

  /// Events are awaited one by one: their headers go out before the first.
  @Override
  public void onContentSource(Response response, Content.Source source) {
    var type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (opened || type == null || !type.startsWith(EVENTS)) {
      Response.Listener.super.onContentSource(response, source);
      return;
    }
    opened = true;
    write(BufferUtil.EMPTY_BUFFER, new Next(response, () -> onContentSource(response, source)));
  }

  private void write(ByteBuffer bytes, Callback then) {
    passage.response().write(false, bytes, then);
  }

  @Override
  public void onSuccess(Response response) {
    whole = true;
    if (tellsNoLength()) write(BufferUtil.EMPTY_BUFFER, Callback.from(this::end, written::failed));
    else end();
  }

  /// What answers HEAD without a length has none to tell. Sent whole at once, it would get one of
  /// zero.
  private boolean tellsNoLength() {
    return passage.isHead() && !passage.response().getHeaders().contains(HttpHeader.CONTENT_LENGTH);
  }

  private void end() {
    passage.response().write(true, BufferUtil.EMPTY_BUFFER, written);
  }

  @Override
  public void onComplete(Result result) {
    passage.ended(this, result);
  }

  void whenWritten(Callback callback) {
    var _ =
        written.whenComplete((_, failure) -> {
          if (failure == null) callback.succeeded();
          else callback.failed(failure);
        });
  }

  Served served() {
    return served;
  }

  boolean mayRepeat() {
    return mayRepeat;
  }

  /// Whether a connection stood and the request was begun on it.
  boolean reached() {
    return reached;
  }

  /// Whether any of an answer came.
  boolean hasBegun() {
    return begun;
  }

  /// Whether all of an answer came, also where the backend did not wait for all of the request.
  boolean isWhole() {
    return whole;
  }

  /// Whether the client stopped reading.
  boolean clientGone() {
    return clientGone;
  }

  private final class Next implements Callback {
    private final Response response;
    private final Runnable more;

    Next(Response response, Runnable more) {
      this.response = response;
      this.more = more;
    }

    @Override
    public void succeeded() {
      more.run();
    }

    @Override
    public void failed(Throwable failure) {
      clientGone = true;
      var _ = response.abort(failure);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
