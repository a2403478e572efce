package dev.muninn.cluster.internal;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.Http;
import akka.http.javadsl.HttpsConnectionContext;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.settings.ServerSettings;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.NodeIdentity.PeerCertificate;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's HTTPS for other nodes: modules {@link #mount} what they offer under a prefix (the
 * first segment of the path). Mutual TLS 1.3; only what is mounted open answers a peer without a
 * certificate, everything else answers it 401 in words. Thread-safe.
 */
public final class InternalServer {
  private static final Logger log = LoggerFactory.getLogger(InternalServer.class);
  private static final Duration SHUTDOWN = Duration.ofSeconds(2);

  private final NodeIdentity identity;
  private final Map<String, InternalHandler> mounted = new ConcurrentHashMap<>();
  private final Map<String, OpenHandler> open = new ConcurrentHashMap<>();
  private URI uri;

  private InternalServer(NodeIdentity identity) {
    this.identity = identity;
  }

  /** Answers also somebody without a certificate: the way in. */
  interface OpenHandler {
    /**
     * @param from the address that the request came from
     */
    CompletionStage<HttpResponse> serve(HttpRequest request, String from);
  }

  /** Binds the port of the settings; nothing is mounted yet. Unbound by coordinated shutdown. */
  public static CompletionStage<InternalServer> bind(
      ActorSystem<?> system, ClusterSettings settings, NodeIdentity identity) {
    InternalServer server = new InternalServer(identity);
    HttpsConnectionContext tls =
        ConnectionContext.httpsServer(() -> identity.server(PeerCertificate.WANTED));
    return Http.get(system)
        .newServerAt(settings.bind(), settings.internalPort())
        .enableHttps(tls)
        .withSettings(serverSettings(system))
        .bind(server::serve)
        .thenApply(binding -> server.bound(system, settings, binding));
  }

  private static ServerSettings serverSettings(ActorSystem<?> system) {
    return ServerSettings.create(
            ConfigFactory.parseMap(Map.of("akka.http.server.parsing.ssl-session-attribute", true))
                .withFallback(system.settings().config()))
        .withServerHeader(Optional.empty())
        .withRemoteAddressAttribute(true);
  }

  private InternalServer bound(
      ActorSystem<?> system, ClusterSettings settings, ServerBinding binding) {
    binding.addToCoordinatedShutdown(SHUTDOWN, system);
    int port = binding.localAddress().getPort();
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    uri = URI.create("https://" + host + ":" + port);
    log.info("event=listening what=internal-https address={} port={}", settings.bind(), port);
    return this;
  }

  /** Where the other nodes reach this one: {@code https://host:port}, without a path. */
  public URI uri() {
    return uri;
  }

  /** Who this node is, and clients that other nodes answer. */
  public NodeIdentity identity() {
    return identity;
  }

  /**
   * Serves {@code /prefix} and all below it.
   *
   * @throws IllegalStateException when something is mounted there
   */
  public void mount(String prefix, InternalHandler handler) {
    if (mounted.putIfAbsent(prefix, handler) != null) {
      throw new IllegalStateException("something is mounted at /" + prefix);
    }
  }

  void mountOpen(String prefix, OpenHandler handler) {
    open.put(prefix, handler);
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    String prefix = prefix(request);
    try {
      return answer(request, prefix)
          .exceptionally(failure -> InternalReplies.failed(prefix, failure));
    } catch (RuntimeException failure) {
      return CompletableFuture.completedFuture(InternalReplies.failed(prefix, failure));
    }
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request, String prefix) {
    Optional<OpenHandler> way = Optional.ofNullable(open.get(prefix));
    if (way.isPresent()) {
      return way.get().serve(request, from(request));
    }
    Optional<Peer> peer =
        request.getAttribute(AttributeKeys.sslSession).flatMap(tls -> Peer.of(tls.getSession()));
    if (peer.isEmpty()) {
      identity
          .refusals()
          .add(from(request), "it shows no certificate of this cluster; asked for /" + prefix);
      return CompletableFuture.completedFuture(InternalReplies.noCertificate());
    }
    Optional<String> revoked = peer.get().certificate().flatMap(identity.revocations()::refusal);
    if (revoked.isPresent()) {
      identity.refusals().add(peer.get().name(), revoked.get());
      return CompletableFuture.completedFuture(InternalReplies.revoked(revoked.get()));
    }
    return Optional.ofNullable(mounted.get(prefix))
        .map(handler -> handler.serve(request, peer.get()))
        .orElseGet(() -> CompletableFuture.completedFuture(InternalReplies.nothingThere()));
  }

  private static String prefix(HttpRequest request) {
    String path = request.getUri().path();
    int end = path.indexOf('/', 1);
    return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
  }

  private static String from(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.remoteAddress)
        .flatMap(RemoteAddress::getAddress)
        .map(address -> address.getHostAddress())
        .orElse("?");
  }
}
