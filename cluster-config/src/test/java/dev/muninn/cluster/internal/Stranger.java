package dev.muninn.cluster.internal;

import dev.muninn.cluster.trust.TrustFolder;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;

/** A client that believes everybody and shows a certificate that nobody asked for. */
final class Stranger extends X509ExtendedTrustManager {

  static HttpClient showing(TrustFolder folder) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(store(folder.root()), new char[0]);
      X509KeyManager own = (X509KeyManager) keys.getKeyManagers()[0];
      context.init(
          new KeyManager[] {new Insisting(own)}, new TrustManager[] {new Stranger()}, null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore store(Path folder) throws IOException, GeneralSecurityException {
    String pem = Files.readString(folder.resolve("node-key.pem"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    Certificate[] chain;
    try (var in = Files.newInputStream(folder.resolve("node.pem"))) {
      chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "node",
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)),
        new char[0],
        chain);
    return store;
  }

  /** Shows its certificate, whoever's is asked for. */
  private static final class Insisting extends X509ExtendedKeyManager {
    private final X509KeyManager own;

    private Insisting(X509KeyManager own) {
      this.own = own;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "node";
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "node";
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"node"};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      throw new UnsupportedOperationException("a client");
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return own.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return own.getPrivateKey(alias);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
