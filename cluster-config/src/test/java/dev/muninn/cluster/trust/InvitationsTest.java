package dev.muninn.cluster.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvitationsTest {
  private static final Instant NOW = Instant.now();
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  @TempDir Path folder;
  private TrustFolder server;
  private Invitations invitations;

  @BeforeEach
  void beginACluster() throws IOException {
    server = new TrustFolder(folder.resolve("server/cluster"));
    CertificateAuthority.init(server, "server", "127.0.0.1", NOW);
    invitations = at(NOW);
  }

  private Invitations at(Instant now) {
    return new Invitations(server, Clock.fixed(now, ZoneOffset.UTC));
  }

  private InviteToken token(Optional<String> host) throws IOException {
    return invitations.invite("worker", host, "127.0.0.1", 2849, HALF_AN_HOUR);
  }

  @Test
  void aTokenIsGoodForACertificateOfTheNameAndTheAddressItIsAskedFrom() throws Exception {
    InviteToken token = InviteToken.parse(token(Optional.empty()).text());
    KeyPair keys = CertificateRequest.newKeys();
    var made =
        invitations.accept(token.id(), token.secret(), CertificateRequest.of(keys), "127.0.0.3");
    X509Certificate certificate = made.chain().get(0);
    assertEquals("worker", NodeIdentity.nameOf(certificate));
    assertEquals(List.of("127.0.0.3"), NodeIdentity.hostsOf(certificate));
    assertEquals(keys.getPublic(), certificate.getPublicKey());
    certificate.verify(made.chain().get(1).getPublicKey());
    assertEquals(token.authority(), Fingerprint.of(made.chain().get(1)).hex());
    assertEquals(-1, certificate.getBasicConstraints(), "a node signs nobody");
  }

  @Test
  void anInvitationMayNameTheHost() throws IOException {
    InviteToken token = token(Optional.of("worker.home"));
    var made = invitations.accept(token.id(), token.secret(), request(), "127.0.0.3");
    assertEquals(List.of("worker.home"), NodeIdentity.hostsOf(made.chain().get(0)));
  }

  @Test
  void aTokenIsGoodOnce() throws IOException {
    InviteToken token = token(Optional.empty());
    invitations.accept(token.id(), token.secret(), request(), "127.0.0.3");
    assertThrows(
        TrustException.class,
        () -> invitations.accept(token.id(), token.secret(), request(), "127.0.0.3"));
  }

  @Test
  void aTokenRunsOut() throws IOException {
    InviteToken token = token(Optional.empty());
    Invitations later = at(NOW.plus(HALF_AN_HOUR).plusSeconds(1));
    assertThrows(
        TrustException.class,
        () -> later.accept(token.id(), token.secret(), request(), "127.0.0.3"));
  }

  @Test
  void aGuessedSecretAndAStrangeIdAreRefusedAndUseNothingUp() throws IOException {
    InviteToken token = token(Optional.empty());
    assertThrows(
        TrustException.class,
        () -> invitations.accept(token.id(), "guessed", request(), "127.0.0.3"));
    assertThrows(
        TrustException.class,
        () -> invitations.accept("../../node", token.secret(), request(), "127.0.0.3"));
    invitations.accept(token.id(), token.secret(), request(), "127.0.0.3");
  }

  @Test
  void aRequestThatIsNotSignedWithItsKeyIsRefused() throws IOException {
    InviteToken token = token(Optional.empty());
    byte[] forged = Base64.getDecoder().decode(request());
    forged[forged.length - 1] ^= 1;
    String text = Base64.getEncoder().encodeToString(forged);
    assertThrows(
        TrustException.class,
        () -> invitations.accept(token.id(), token.secret(), text, "127.0.0.3"));
  }

  @Test
  void keysAndInvitationsAreForTheOwnerAlone() throws IOException {
    token(Optional.empty());
    try (Stream<Path> all = Files.walk(server.root())) {
      for (Path one : all.toList()) {
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(one));
        assertEquals(Files.isDirectory(one) ? "rwx------" : "rw-------", rights, one::toString);
      }
    }
  }

  @Test
  void thePortOfANodeIsRememberedForInvitations() throws IOException {
    assertTrue(server.lastListening().isEmpty());
    server.noteListening(2849);
    assertEquals(2849, server.lastListening().orElseThrow());
  }

  @Test
  void theSecretIsNotWrittenDown() throws IOException {
    InviteToken token = token(Optional.empty());
    String kept = Files.readString(server.invitations().resolve(token.id()));
    assertFalse(kept.contains(token.secret()));
    assertFalse(token.toString().contains(token.secret()));
  }

  @Test
  void aClusterIsNotBegunTwice() {
    TrustException twice =
        assertThrows(
            TrustException.class,
            () -> CertificateAuthority.init(server, "server", "127.0.0.1", NOW));
    assertTrue(twice.getMessage().contains("already"), twice::getMessage);
  }

  @Test
  void whatIsNoTokenIsSaidSo() {
    for (String text : List.of("", "muninn1.", "muninn2.abc", "muninn1.$$$", "token")) {
      assertThrows(TrustException.class, () -> InviteToken.parse(text), text);
    }
  }

  private static String request() {
    return CertificateRequest.of(CertificateRequest.newKeys());
  }
}
