package dev.muninn.cluster.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Clusters for tests: an authority, and nodes that it certified. */
public final class TestTrust {
  private TestTrust() {}

  /** Begins a cluster on 127.0.0.1, with a node named as its folder. */
  public static TrustFolder begin(Path root) {
    return begin(root, root.getFileName().toString(), "127.0.0.1");
  }

  public static TrustFolder begin(Path root, String name, String host) {
    TrustFolder folder = new TrustFolder(root.resolve("cluster"));
    try {
      CertificateAuthority.init(folder, name, host, Instant.now());
      return folder;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A node of that cluster, named as its folder. */
  public static TrustFolder member(TrustFolder authority, Path root, String host) {
    return member(authority, root, root.getFileName().toString(), host);
  }

  public static TrustFolder member(TrustFolder authority, Path root, String name, String host) {
    return member(authority, root, name, host, Clock.systemUTC());
  }

  /** Certified when {@code clock} says. */
  public static TrustFolder member(
      TrustFolder authority, Path root, String name, String host, Clock clock) {
    TrustFolder folder = new TrustFolder(root.resolve("cluster"));
    Invitations invitations = new Invitations(authority, clock);
    try {
      InviteToken token =
          invitations.invite(name, Optional.of(host), "127.0.0.1", 1, Duration.ofMinutes(1));
      NodeEnrolment enrolment = NodeEnrolment.begin(folder);
      enrolment.complete(
          invitations.accept(token.id(), token.secret(), enrolment.request(), host).pem());
      return folder;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static NodeIdentity identity(TrustFolder folder) {
    return NodeIdentity.in(folder, new Refusals(Clock.systemUTC()));
  }

  /** The one that a node has now. */
  public static X509Certificate certificate(TrustFolder folder) {
    try {
      return Pem.chain(folder.certificate()).get(0);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
