package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Ending;
import dev.muninn.node.bench.Launcher;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Three nodes of all roles, certified by each other's invitations as on three machines, on one
 * PostgreSQL and one set of folders (as over a shared mount). Models are simulated. Of one thread.
 */
final class LossCluster {
  /** The folders of the store. */
  static final List<String> SHARED = List.of("pool", "staging", "derived");

  private static final int SECRET_BYTES = 32;

  private final Ground ground;
  private final Path root;
  private final LossDatabase database;
  private final Ending ending;
  private final List<LossNode> nodes = new ArrayList<>();
  private final LossClient client = new LossClient();

  private LossCluster(Ground ground, Path root, LossDatabase database, Ending ending) {
    this.ground = ground;
    this.root = root;
    this.database = database;
    this.ending = ending;
  }

  /**
   * Starts all three, and makes an admin.
   *
   * @param home the folder of the program that they run
   * @param ending ends and deletes all of it
   */
  static LossCluster start(Ground ground, Path home, String javaOptions, Ending ending)
      throws IOException, InterruptedException, SQLException {
    Path root = Files.createTempDirectory("muninn-losses");
    ending.with(() -> Folders.delete(root));
    ending.with(ground.disks()::close);
    LossDatabase database = LossDatabase.start(root.resolve("database"));
    ending.with(database::close);
    String at = ground.databaseHost();
    if (!at.equals("127.0.0.1")) {
      ending.with(Relay.open(at, database.port())::close);
    }
    LossCluster cluster = new LossCluster(ground, root, database, ending);
    cluster.begin(home, javaOptions);
    return cluster;
  }

  private void begin(Path home, String javaOptions) throws IOException, InterruptedException {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
    for (Seat seat : ground.seats()) {
      nodes.add(furnished(seat, secret));
    }
    LossNode first = node(1);
    said(
        "init",
        "--name",
        first.seat().name(),
        "--host",
        first.seat().host(),
        "--data",
        text(first));
    first.start(home, javaOptions);
    first.awaitListening();
    for (LossNode other : nodes.subList(1, nodes.size())) {
      String token =
          said("invite", other.seat().name(), "--host", other.seat().host(), "--data", text(first));
      said("join", token, "--data", text(other));
      other.start(home, javaOptions);
    }
    for (LossNode node : nodes) {
      node.awaitReady();
    }
    String code = Files.readString(first.data().resolve("setup-code")).strip();
    client.setup(first.seat().url(), code);
  }

  private static String text(LossNode node) {
    return node.data().toString();
  }

  private LossNode furnished(Seat seat, String secret) throws IOException {
    Path data = ground.disks().data(root, seat);
    Path shared = root.resolve("shared");
    for (String folder : SHARED) {
      Files.createDirectories(shared.resolve(folder));
    }
    Path store = ground.disks().store(root, shared, seat);
    for (String folder : SHARED) {
      Files.createSymbolicLink(data.resolve(folder), store.resolve(folder));
    }
    Path secrets =
        Files.createDirectory(
            data.resolve("secrets"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file =
        Files.createFile(
            secrets.resolve("jwt-secret"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, secret);
    Files.writeString(data.resolve("node.conf"), config(seat));
    return new LossNode(seat, data, ending);
  }

  private String config(Seat seat) {
    return """
        muninn {
          roles = [core, ingest, query, gateway, gpu]
          http { bind = "%s", port = %d }
          cluster { host = "%s", port = %d, internal-port = %d, contact-points = [%s] }
          database { url = "postgresql://%s:%d/muninn", user = "postgres", password = "%s" }
          database { writer-pool = 8, reader-pool = 4, journal-pool = 4 }
          gpu { simulated-delay = 20 ms, pack = "lite" }
        }
        """
        .formatted(
            seat.front(),
            seat.ports().http(),
            seat.host(),
            seat.ports().artery(),
            seat.ports().internal(),
            ground.seats().stream()
                .map(one -> '"' + one.contactPoint() + '"')
                .collect(Collectors.joining(", ")),
            ground.databaseHost(),
            database.port(),
            database.password());
  }

  /** Runs {@code muninn cluster}; the last line of what it printed. */
  private static String said(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("cluster"));
    all.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(Launcher.at(Launcher.home(), all)).redirectErrorStream(true);
    builder.environment().put("MUNINN_NO_BUILD", "1");
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new CliException("muninn cluster " + words[0], "failed", said);
    }
    return said.substring(said.lastIndexOf('\n') + 1);
  }

  /** By its number, from 1: the oldest first, unless some were started again. */
  LossNode node(int number) {
    return nodes.get(number - 1);
  }

  List<LossNode> nodes() {
    return List.copyOf(nodes);
  }

  /** The addresses of the gateways of all nodes but one. */
  List<String> urlsBut(LossNode away) {
    return nodes.stream().filter(one -> one != away).map(one -> one.seat().url()).toList();
  }

  List<String> urls() {
    return nodes.stream().map(one -> one.seat().url()).toList();
  }

  LossClient client() {
    return client;
  }

  LossDatabase database() {
    return database;
  }

  Path root() {
    return root;
  }
}
