package dev.muninn.cluster.trust;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that this node shows, read again when its file changes: one that was renewed is
 * shown by every connection from then on. Thread-safe.
 */
final class NodeKeys extends X509ExtendedKeyManager {
  private static final Logger log = LoggerFactory.getLogger(NodeKeys.class);

  private final TrustFolder folder;
  private volatile Loaded loaded;

  private record Loaded(
      FileTime written, X509Certificate certificate, X509ExtendedKeyManager manager) {}

  /** Reads the files, which must fit together and be good now. */
  NodeKeys(TrustFolder folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.loaded = load(folder);
  }

  private static Loaded load(TrustFolder folder) throws IOException, GeneralSecurityException {
    FileTime written = Files.getLastModifiedTime(folder.certificate());
    List<X509Certificate> chain = Pem.chain(folder.certificate());
    chain.get(0).verify(Pem.chain(folder.authority()).get(0).getPublicKey());
    chain.get(0).checkValidity();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "node", Pem.key(folder.key()), new char[0], chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, new char[0]);
    return new Loaded(written, chain.get(0), (X509ExtendedKeyManager) factory.getKeyManagers()[0]);
  }

  /** The one that is shown now. */
  X509Certificate certificate() {
    return now().certificate();
  }

  private Loaded now() {
    Loaded last = loaded;
    try {
      if (!Files.getLastModifiedTime(folder.certificate()).equals(last.written())) {
        loaded = load(folder);
        log.info("event=certificate-read until={}", loaded.certificate().getNotAfter().toInstant());
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      log.warn("event=certificate-not-read the last one is shown", e);
    }
    return loaded;
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return now().manager().chooseEngineClientAlias(types, issuers, engine);
  }

  @Override
  public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
    return now().manager().chooseEngineServerAlias(type, issuers, engine);
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return now().manager().chooseClientAlias(types, issuers, socket);
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return now().manager().chooseServerAlias(type, issuers, socket);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return now().manager().getClientAliases(type, issuers);
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return now().manager().getServerAliases(type, issuers);
  }

  /** Of the files that are there; the key stays when a certificate is renewed. */
  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return loaded.manager().getCertificateChain(alias);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return loaded.manager().getPrivateKey(alias);
  }
}
