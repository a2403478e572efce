package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What a TLS port shows to a connection that is made now. */
final class ShownCertificate {
  private ShownCertificate() {}

  /** We show none: in TLS 1.3 that is found out after the server has shown its own. */
  static X509Certificate at(String host, int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(new Socket(host, port), host, port, true)) {
      socket.startHandshake();
      assertEquals("TLSv1.3", socket.getSession().getProtocol());
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /** A look at what is shown, and no word of it is believed. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
