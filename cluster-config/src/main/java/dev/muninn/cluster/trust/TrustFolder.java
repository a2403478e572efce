package dev.muninn.cluster.trust;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * {@code DIR/secrets/cluster}: what proves that a node belongs to the cluster. The folder is 0700,
 * each file 0600. The authority's key lies only where {@code muninn cluster init} was run.
 */
public record TrustFolder(Path root) {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  public static TrustFolder of(DataFolder data) {
    return new TrustFolder(data.secrets().resolve("cluster"));
  }

  /** The certificate of the cluster's authority, PEM. */
  Path authority() {
    return root.resolve("ca.pem");
  }

  /** Its key, PKCS #8 PEM. */
  Path authorityKey() {
    return root.resolve("ca-key.pem");
  }

  /** This node's certificate, then the authority's, PEM. */
  Path certificate() {
    return root.resolve("node.pem");
  }

  Path key() {
    return root.resolve("node-key.pem");
  }

  /** A file for each invitation that nobody took up yet. */
  Path invitations() {
    return root.resolve("invitations");
  }

  /** Whose certificates count no more, signed by the authority. */
  Path revoked() {
    return root.resolve("revoked");
  }

  /** Whether this node has a certificate. */
  public boolean hasIdentity() {
    return Files.exists(certificate()) && Files.exists(key());
  }

  /** Whether new nodes can be certified here. */
  public boolean hasAuthority() {
    return Files.exists(authorityKey());
  }

  /** Notes the port of the internal HTTPS, for invitations made before the cluster has begun. */
  public void noteListening(int port) throws IOException {
    Pem.write(listening(), port + "\n");
  }

  /** The port that was noted last; empty on a node that never listened. */
  public OptionalInt lastListening() {
    try {
      return OptionalInt.of(Integer.parseInt(Files.readString(listening()).strip()));
    } catch (IOException | NumberFormatException never) {
      return OptionalInt.empty();
    }
  }

  /**
   * Notes where the cluster is to be found, host:port, for commands while the node does not run.
   */
  public void noteContactPoints(List<String> all) throws IOException {
    Pem.write(contactPoints(), String.join("\n", all) + "\n");
  }

  /** What was noted last; empty on a node that never was in a cluster. */
  public List<String> lastContactPoints() throws IOException {
    return Files.exists(contactPoints()) ? Files.readAllLines(contactPoints()) : List.of();
  }

  private Path contactPoints() {
    return root.resolve("contact-points");
  }

  private Path listening() {
    return root.resolve("internal-port");
  }

  /** Makes the folders where they are missing, 0700. */
  void create() throws IOException {
    Files.createDirectories(invitations(), PRIVATE);
  }
}
