package dev.muninn.cluster.internal;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers between nodes: JSON, and refusals as a code with words. */
final class InternalReplies {
  static final String REVOKED = "certificate-revoked";
  static final JsonMapper JSON = new JsonMapper();
  private static final Logger log = LoggerFactory.getLogger(InternalReplies.class);

  private InternalReplies() {}

  /** Why something is refused, for the node at the other end to show. */
  record Refused(String code, String words) {}

  static HttpResponse json(int status, Object body) {
    try {
      return HttpResponse.create()
          .withStatus(status)
          .withEntity(ContentTypes.APPLICATION_JSON, JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException never) {
      throw new IllegalStateException("cannot be written as JSON: " + body, never);
    }
  }

  /** Reads a small body; a stage that fails where it is too large or no JSON of that shape. */
  static <T> CompletionStage<T> read(
      HttpRequest request, Class<T> shape, long mostBytes, long patienceMs, ActorSystem<?> system) {
    return request
        .entity()
        .withSizeLimit(mostBytes)
        .toStrict(patienceMs, system)
        .thenApply(body -> parsed(body.getData().toArray(), shape));
  }

  private static <T> T parsed(byte[] body, Class<T> shape) {
    try {
      return JSON.readValue(body, shape);
    } catch (IOException malformed) {
      throw new IllegalArgumentException("no JSON of " + shape.getSimpleName(), malformed);
    }
  }

  static HttpResponse noCertificate() {
    return json(
        401,
        new Refused(
            "no-certificate",
            "nodes of this cluster show a certificate; run 'muninn cluster join TOKEN'"));
  }

  static HttpResponse revoked(String words) {
    return json(401, new Refused(REVOKED, words));
  }

  static HttpResponse nothingThere() {
    return json(404, new Refused("not-found", "nothing is offered there by this node"));
  }

  static HttpResponse failed(String prefix, Throwable failure) {
    log.error("event=internal-request-failed prefix={}", prefix, failure);
    return json(500, new Refused("failed", "the node's log says why"));
  }
}
