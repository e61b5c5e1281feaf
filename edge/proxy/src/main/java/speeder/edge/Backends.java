package speeder.edge;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.ContainerLifeCycle;

/// Connections to backends, of two kinds.
///
/// A kept connection may be closed by the other side just when a request goes out on it. A request
/// that may be repeated is repeated then. One that may not must never meet that: it gets a fresh
/// connection, used once. On one machine that costs some 50 microseconds.
final class Backends extends ContainerLifeCycle {
  private static final int ANY_NUMBER = -1;

  private final HttpClient kept;
  private final HttpClient fresh;
  private final ConcurrentHashMap<String, URI> uris = new ConcurrentHashMap<>();

  Backends(Executor executor, ByteBufferPool buffers) {
    kept = client(executor, buffers, ANY_NUMBER);
    fresh = client(executor, buffers, 1);
    installBean(kept);
    installBean(fresh);
  }

  RawRequest kept(String address, String target) {
    return new RawRequest(kept, uri(address), target);
  }

  RawRequest fresh(String address, String target) {
    return new RawRequest(fresh, uri(address), target);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    asItComes(kept);
    asItComes(fresh);
  }

  private URI uri(String address) {
    return uris.computeIfAbsent(address, it -> URI.create("http://" + it));
  }

  private static HttpClient client(Executor executor, ByteBufferPool buffers, int uses) {
    var connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setConnectTimeout(Limits.BACKEND_CONNECT);
    connector.setIdleTimeout(Limits.BACKEND_KEEP);
    var transport = new HttpClientTransportOverHTTP(connector);
    pool(transport, uses);
    var client = new HttpClient(transport);
    client.setExecutor(executor);
    client.setByteBufferPool(buffers);
    client.setMaxRequestsQueuedPerDestination(Limits.BACKEND_QUEUE);
    client.setMaxConnectionsPerDestination(Limits.BACKEND_CONNECTIONS);
    client.setDestinationIdleTimeout(Limits.BACKEND_FORGET.toMillis());
    client.setRequestBufferSize(Limits.HEADER_BYTES);
    client.setMaxResponseHeadersSize(Limits.HEADER_BYTES);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setFollowRedirects(false);
    return client;
  }

  private static void pool(HttpClientTransport transport, int uses) {
    transport.setConnectionPoolFactory(destination -> {
      var pool = new DuplexConnectionPool(destination, Limits.BACKEND_CONNECTIONS);
      pool.setMaxUsage(uses);
      return pool;
    });
  }

  /// Nothing is added to requests or answers, followed, decoded or answered on the way. Interim
  /// answers (RFC 9110, 15.2) are read and end here.
  private static void asItComes(HttpClient client) {
    client.getContentDecoderFactories().clear();
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    client.getProtocolHandlers().clear();
    client.getProtocolHandlers().put(new ContinueProtocolHandler());
    client.getProtocolHandlers().put(new ProcessingProtocolHandler());
    client.getProtocolHandlers().put(new EarlyHintsProtocolHandler());
  }
}
