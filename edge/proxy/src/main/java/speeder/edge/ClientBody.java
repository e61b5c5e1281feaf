package speeder.edge;

import org.eclipse.jetty.client.ContentSourceRequestContent;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// A request's body on its way to the backend, as it comes in. Knows whether it was the client that
/// broke off.
final class ClientBody extends ContentSourceRequestContent {
  private volatile boolean failed;

  @SuppressWarnings("NullAway") // Jetty takes null for: no content type of its own
  ClientBody(Request request) {
    super(request, null);
  }

  @Override
  public Content.@Nullable Chunk read() {
    var chunk = super.read();
    if (Content.Chunk.isFailure(chunk)) failed = true;
    return chunk;
  }

  boolean failed() {
    return failed;
  }
}
