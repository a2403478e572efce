package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.jdbc.DatabaseSettings;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.trust.TestTrust;
import dev.muninn.cluster.trust.TrustFolder;
import dev.muninn.node.e2e.PackagedMuninn.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nodes of one cluster as processes on 127.0.0.1, 127.0.0.2, 127.0.0.3, on one PostgreSQL and one
 * set of folders (as over a shared mount). Closing ends them all.
 */
final class TestCluster implements AutoCloseable {
  private static final List<String> SHARED = List.of("pool", "staging", "derived");
  private final Path root;
  private final List<Place> cores = new ArrayList<>();
  private final TestDatabase database = TestDatabase.create();
  private final List<PackagedMuninn> running = new ArrayList<>();

  /** Where a node is; whether it runs is another matter. */
  record Place(String name, String host, int internalPort, Path data) {
    TrustFolder trust() {
      return new TrustFolder(data.resolve("secrets/cluster"));
    }
  }

  /** As many core nodes, at 127.0.0.1 and following, certified. */
  TestCluster(Path root, int count) {
    this.root = root;
    for (int i = 1; i <= count; i++) {
      cores.add(place("core-" + i, "127.0.0." + i, free("127.0.0." + i)));
    }
    Place first = cores.get(0);
    TestTrust.begin(first.data().resolve("secrets"), first.name(), first.host());
    cores.stream().skip(1).forEach(this::certify);
  }

  Place core(int number) {
    return cores.get(number - 1);
  }

  /** A place that has no certificate, with the folders of the first core. */
  Place place(String name, String host, int internalPort) {
    Place place = new Place(name, host, internalPort, root.resolve(name));
    try {
      Files.createDirectories(place.data());
      for (String folder : SHARED) {
        Path shared = Files.createDirectories(root.resolve("shared").resolve(folder));
        Files.createSymbolicLink(place.data().resolve(folder), shared);
      }
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void certify(Place place) {
    certify(place, Duration.ZERO);
  }

  /** With a certificate that was made so long ago. */
  void certify(Place place, Duration before) {
    Path secrets = place.data().resolve("secrets");
    TestTrust.member(
        core(1).trust(),
        secrets,
        place.name(),
        place.host(),
        Clock.offset(Clock.systemUTC(), before.negated()));
  }

  /** Invites and joins a node by the commands; the first core must run. */
  void join(Place joining) {
    Outcome invited = command("cluster", "invite", joining.name(), "--host", joining.host());
    assertEquals(0, invited.exitCode(), invited::said);
    Outcome joined =
        PackagedMuninn.run(
            root, "cluster", "join", invited.said().strip(), "--data", joining.data().toString());
    assertEquals(0, joined.exitCode(), joined::said);
    String told = "This node is " + joining.name() + " at " + joining.host();
    assertTrue(joined.said().contains(told), joined::said);
  }

  /** Takes the certificate away from a node that does not run. */
  static void leave(Place place) throws IOException {
    try (Stream<Path> files = Files.walk(place.trust().root())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Runs a command on the machine of the first core. */
  Outcome command(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", core(1).data().toString()));
    return PackagedMuninn.run(root, all.toArray(String[]::new));
  }

  /** Starts a node, and does not wait. */
  PackagedMuninn start(Place place, String roles) {
    return start(place, roles, "");
  }

  PackagedMuninn start(Place place, String roles, String javaOptions) {
    PackagedMuninn node = PackagedMuninn.node(place.data(), config(place, roles), javaOptions);
    running.add(node);
    return node;
  }

  private Path config(Place place, String roles) {
    DatabaseSettings.Outer outer = database.outer();
    String contactPoints =
        String.join(
            ", ",
            cores.stream().map(one -> quoted(one.host() + ":" + one.internalPort())).toList());
    try {
      return Files.writeString(
          place.data().resolve("node.conf"),
          """
          muninn {
            roles = [%s]
            http.port = 0
            cluster { host = "%s", internal-port = %d, contact-points = [%s] }
            database { url = "%s", user = "%s", password = "%s" }
            database { writer-pool = 8, reader-pool = 4, journal-pool = 4 }
          }
          """
              .formatted(
                  roles,
                  place.host(),
                  place.internalPort(),
                  contactPoints,
                  outer.url(),
                  outer.user(),
                  outer.password()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  static int free(String host) {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    running.forEach(PackagedMuninn::kill);
    database.close();
  }
}
