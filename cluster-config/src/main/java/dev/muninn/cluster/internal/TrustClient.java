package dev.muninn.cluster.internal;

import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.TrustException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's certificate good and its list of revoked ones up to date, by asking contact
 * points. Blocking; thread-safe.
 */
public final class TrustClient {
  private static final Logger log = LoggerFactory.getLogger(TrustClient.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NodeIdentity identity;
  private final HttpClient http;

  public TrustClient(NodeIdentity identity) {
    this.identity = identity;
    this.http = identity.httpClient();
  }

  /**
   * Has the certificate renewed by the first contact point that has the authority.
   *
   * @throws TrustException when none of them has, with what each of them said
   */
  public void renew(List<String> contactPoints) throws InterruptedException {
    StringBuilder answers = new StringBuilder();
    for (String one : contactPoints) {
      try {
        HttpResponse<String> answer = sent(one, TrustRoutes.RENEW, "POST");
        if (answer.statusCode() == 200) {
          identity.renewed(
              InternalReplies.JSON
                  .readValue(answer.body(), ClusterWire.Joined.class)
                  .certificates());
          return;
        }
        answers.append(' ').append(one).append(": ").append(said(answer)).append('.');
      } catch (IOException away) {
        answers.append(' ').append(one).append(": ").append(away.getMessage()).append('.');
      }
    }
    throw new TrustException(
        "the certificate was not renewed, it is good until " + identity.until() + ";" + answers,
        "the node with the cluster's authority must run and be a contact point");
  }

  private static String said(HttpResponse<String> answer) {
    try {
      return InternalReplies.JSON.readValue(answer.body(), InternalReplies.Refused.class).words();
    } catch (IOException unknown) {
      return "status " + answer.statusCode();
    }
  }

  /** Takes over the newest list of revoked nodes that a contact point has. */
  public void fetchRevoked(List<String> contactPoints) throws InterruptedException {
    for (String one : contactPoints) {
      try {
        HttpResponse<String> answer = sent(one, TrustRoutes.REVOKED, "GET");
        if (answer.statusCode() == 200) {
          identity.revocations().offer(answer.body());
        }
      } catch (IOException away) {
        log.debug("event=contact-point-away node={} cause='{}'", one, away.toString());
      } catch (GeneralSecurityException forged) {
        identity.refusals().add(one, "its list of revoked nodes: " + forged.getMessage());
      }
    }
  }

  private HttpResponse<String> sent(String contactPoint, String prefix, String method)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("https://" + contactPoint + "/" + prefix))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
