package speeder.edge;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/// A request whose target goes out as it came in. Jetty's own would parse it, and change or refuse
/// what java.net.URI does not like (`//a`, `|`, `%zz`), which applications do get.
final class RawRequest extends HttpRequest {
  private final String target;

  /// @param backend `http://host:port`
  /// @param target path and query, as they came
  RawRequest(HttpClient client, URI backend, String target) {
    super(client, new HttpConversation(), backend);
    this.target = target;
  }

  @Override
  public String getPath() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  @Override
  public @Nullable String getQuery() {
    int mark = target.indexOf('?');
    return mark < 0 ? null : target.substring(mark + 1);
  }
}
