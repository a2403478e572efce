package dev.muninn.cluster.internal;

import dev.muninn.cluster.trust.InviteToken;
import dev.muninn.cluster.trust.NodeEnrolment;
import dev.muninn.cluster.trust.TrustException;
import dev.muninn.cluster.trust.TrustFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/** The side of {@code muninn cluster join}: fetches this node's certificate with a token. */
public final class JoinClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private JoinClient() {}

  /** What the node is from now on, and where the cluster is to be found. */
  public record Membership(String name, String host, List<String> contactPoints) {
    public Membership {
      contactPoints = List.copyOf(contactPoints);
    }
  }

  /**
   * Makes a key, sends the request for its certificate, and stores both. Blocking.
   *
   * @throws TrustException with words when the other side is not the one that the token names, or
   *     refuses
   */
  public static Membership join(InviteToken token, TrustFolder folder)
      throws IOException, InterruptedException {
    NodeEnrolment enrolment = NodeEnrolment.begin(folder);
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .sslContext(NodeEnrolment.pinned(token))
            .build();
    HttpResponse<byte[]> answer = answer(client, token, enrolment);
    if (answer.statusCode() != 200) {
      throw new TrustException(
          where(token) + " refused: " + refusal(answer), "the token is of no use");
    }
    ClusterWire.Joined joined =
        InternalReplies.JSON.readValue(answer.body(), ClusterWire.Joined.class);
    enrolment.complete(joined.certificates());
    return new Membership(joined.name(), joined.host(), joined.contactPoints());
  }

  private static HttpResponse<byte[]> answer(
      HttpClient client, InviteToken token, NodeEnrolment enrolment)
      throws IOException, InterruptedException {
    byte[] body =
        InternalReplies.JSON.writeValueAsBytes(
            new ClusterWire.Join(token.id(), token.secret(), enrolment.request()));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + where(token) + "/" + JoinRoute.PREFIX))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (SSLException foreign) {
      throw new TrustException(
          where(token) + " is not the node that invited: " + foreign.getMessage(),
          "ask for a new token where the cluster's authority is",
          foreign);
    } catch (IOException away) {
      throw new TrustException(
          where(token) + " does not answer (" + away.getMessage() + ")",
          "is the node that invited running, and its internal port open to this machine?",
          away);
    }
  }

  private static String refusal(HttpResponse<byte[]> answer) {
    try {
      return InternalReplies.JSON.readValue(answer.body(), InternalReplies.Refused.class).words();
    } catch (IOException unknown) {
      return "status " + answer.statusCode();
    }
  }

  private static String where(InviteToken token) {
    String host = token.host().contains(":") ? "[" + token.host() + "]" : token.host();
    return host + ":" + token.port();
  }
}
