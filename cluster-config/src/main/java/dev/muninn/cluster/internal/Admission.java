package dev.muninn.cluster.internal;

import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.ClusterSettings.ContactPoint;
import dev.muninn.cluster.ProgramVersion;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.TrustException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the contact points whether this node may come in, before it starts: who is refused learns it
 * here in words instead of waiting for ever. A contact point that does not answer refuses nobody.
 */
public final class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final NodeIdentity identity;
  private final ProgramVersion version;
  private final Clock clock;
  private final HttpClient http;

  public Admission(NodeIdentity identity, ProgramVersion version, Clock clock) {
    this.identity = identity;
    this.version = version;
    this.clock = clock;
    this.http = identity.httpClient();
  }

  /**
   * Asks each contact point that is another node. Blocking, up to 8 s each.
   *
   * @throws TrustException with the words of the one that refuses
   */
  public void ask(ClusterSettings settings) throws InterruptedException {
    for (ContactPoint one : settings.contactPoints()) {
      if (!one.equals(new ContactPoint(settings.host(), Math.max(1, settings.internalPort())))) {
        ask(one);
      }
    }
  }

  private void ask(ContactPoint one) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer = hello(one);
      if (answer.statusCode() == 200) {
        ClusterWire.Hello hello =
            InternalReplies.JSON.readValue(answer.body(), ClusterWire.Hello.class);
        ClocksApart.words(hello.at(), clock.millis())
            .ifPresent(words -> identity.refusals().clock(hello.name(), words));
      } else if (answer.statusCode() == 409 || answer.statusCode() == 401) {
        InternalReplies.Refused words =
            InternalReplies.JSON.readValue(answer.body(), InternalReplies.Refused.class);
        throw refused(one, words.words(), wayOut(words.code()));
      }
    } catch (SSLException untrusted) {
      throw refused(
          one,
          "the certificates are not of the same cluster, or not for these addresses ("
              + untrusted.getMessage()
              + ")",
          "remove DIR/secrets/cluster and run 'muninn cluster join TOKEN' with a token of that"
              + " cluster");
    } catch (IOException away) {
      log.info("event=contact-point-away node={} cause='{}'", one.text(), away.toString());
    }
  }

  private static String wayOut(String code) {
    return code.equals(InternalReplies.REVOKED)
        ? "if it shall come back: remove DIR/secrets/cluster and run 'muninn cluster join TOKEN' with"
            + " a new token"
        : "use the same major version on all nodes";
  }

  private HttpResponse<byte[]> hello(ContactPoint one) throws IOException, InterruptedException {
    byte[] body =
        InternalReplies.JSON.writeValueAsBytes(
            new ClusterWire.Hello(identity.name(), version.text(), clock.millis()));
    return http.send(
        HttpRequest.newBuilder(URI.create("https://" + one.text() + "/" + HelloRoute.PREFIX))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static TrustException refused(ContactPoint one, String words, String wayOut) {
    return new TrustException(one.text() + " refuses this node: " + words, wayOut);
  }
}
