package dev.muninn.cluster.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Invites nodes and certifies those that come with the token, each once. Invitations are files, so
 * that the command makes one while the node runs, and a restart forgets none. Thread-safe, also
 * between processes.
 */
public final class Invitations {
  private final TrustFolder folder;
  private final CertificateAuthority authority;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @throws TrustException when the authority is not on this node
   */
  public Invitations(TrustFolder folder, Clock clock) {
    this.folder = folder;
    this.authority = CertificateAuthority.in(folder);
    this.clock = clock;
  }

  /**
   * Makes a token that is good once, for so long.
   *
   * @param name what the node is to be called: 1 to 64 letters, digits, dots, dashes, underscores
   * @param host the address its certificate is for; empty: the one that it asks from
   * @param server where it is to ask: host of this node
   * @param port of its internal HTTPS
   */
  public InviteToken invite(
      String name, Optional<String> host, String server, int port, Duration validity)
      throws IOException {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new TrustException(
          "'" + name + "' is no name for a node",
          "use 1 to 64 letters, digits, dots, dashes or underscores");
    }
    host.ifPresent(NodeAddress::new);
    folder.create();
    String id = HexFormat.of().formatHex(bytes(8));
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    new Invitation(name, host, hash(secret), clock.instant().plus(validity)).write(file(id));
    return new InviteToken(server, port, Fingerprint.of(authority.certificate()).hex(), id, secret);
  }

  /** What a node that was let in gets: its certificate and the authority's. */
  public record Certified(String name, String host, List<X509Certificate> chain) {
    public Certified {
      chain = List.copyOf(chain);
    }

    public String pem() {
      return Pem.text(chain);
    }
  }

  /**
   * Takes up an invitation: from here on it is used, whatever becomes of the answer.
   *
   * @param request PKCS #10 in base64
   * @param from the address that the request came from
   * @throws TrustException in the same words whatever is wrong with id or secret
   */
  public Certified accept(String id, String secret, String request, String from)
      throws IOException {
    if (!id.matches("[0-9a-f]{16}")) {
      throw refused();
    }
    Invitation invitation = read(id);
    boolean right =
        MessageDigest.isEqual(
            hash(secret).getBytes(StandardCharsets.US_ASCII),
            invitation.secretHash().getBytes(StandardCharsets.US_ASCII));
    if (!right || clock.instant().isAfter(invitation.expires())) {
      throw refused();
    }
    var key = CertificateRequest.key(request);
    NodeAddress address = new NodeAddress(invitation.host().orElse(from));
    if (!Files.deleteIfExists(file(id))) {
      throw refused();
    }
    X509Certificate made = authority.issue(key, invitation.name(), address, clock.instant());
    return new Certified(invitation.name(), address.host(), List.of(made, authority.certificate()));
  }

  /**
   * A further certificate for a node that shows one that is good: same name, address and key.
   *
   * @param last the one it showed
   */
  public Certified renew(X509Certificate last) {
    List<X509Certificate> chain = authority.renew(last, clock.instant());
    return new Certified(NodeIdentity.nameOf(last), NodeIdentity.hostsOf(last).get(0), chain);
  }

  private Invitation read(String id) throws IOException {
    try {
      return Invitation.read(file(id));
    } catch (NoSuchFileException none) {
      throw refused();
    }
  }

  /** The same words whatever is wrong: a guess learns nothing. */
  private static TrustException refused() {
    return new TrustException(
        "the invitation is not known here: it was used, has run out, or is none of this node",
        "ask for a new one: 'muninn cluster invite NAME'");
  }

  private Path file(String id) {
    return folder.invitations().resolve(id);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("this Java has no SHA-256", never);
    }
  }
}
