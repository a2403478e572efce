package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Shell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Four network namespaces: one for each core node, and a hub with two bridges that stands for the
 * switches. Over {@code cluster} the nodes speak with each other; over {@code front} they reach
 * PostgreSQL, and clients reach them. Nothing is changed outside of them; the addresses are those
 * that RFC 2544 keeps for benchmarks. Needs root and {@code ip} (iproute2).
 */
final class Namespaces implements AutoCloseable {
  private static final String MARK = "muninn-";
  private static final int NODES = 3;
  private static final String CLUSTER = "198.18.1.";
  private static final String FRONT = "198.18.2.";
  private static final String HUB = "254";
  private static final Seat.Ports PORTS = new Seat.Ports(2848, 2849, 2847);

  private final String prefix;

  private Namespaces(String prefix) {
    this.prefix = prefix;
  }

  /** Why they cannot be made here; empty when they can. */
  static Optional<String> obstacle() {
    String probe = MARK + ProcessHandle.current().pid() + "-probe";
    try {
      Shell.run("ip", "netns", "add", probe);
      try {
        Shell.run("ip", "-n", probe, "link", "add", "bridge0", "type", "bridge");
        Shell.run("ip", "-n", probe, "link", "add", "one", "type", "veth", "peer", "name", "two");
      } finally {
        Shell.run("ip", "netns", "del", probe);
      }
      return Optional.empty();
    } catch (IOException forbidden) {
      return Optional.of(forbidden.getMessage());
    }
  }

  /** Makes them, after those were removed that a killed benchmark left. */
  static Namespaces make() throws IOException {
    sweep();
    Namespaces made = new Namespaces(MARK + ProcessHandle.current().pid());
    try {
      made.hub();
      for (int i = 1; i <= NODES; i++) {
        made.node(i);
      }
      return made;
    } catch (IOException trouble) {
      made.close();
      throw trouble;
    }
  }

  private static void sweep() throws IOException {
    for (String line : Shell.run("ip", "netns", "list").lines().toList()) {
      String name = line.split(" ", 2)[0];
      if (name.matches(MARK + "[0-9]+-.*")
          && ProcessHandle.of(Long.parseLong(name.split("-", 3)[1])).isEmpty()) {
        Shell.run("ip", "netns", "del", name);
      }
    }
  }

  /** What all their names begin with. */
  String prefix() {
    return prefix;
  }

  /** Where the benchmark itself runs, with PostgreSQL. */
  String hubName() {
    return prefix + "-hub";
  }

  private void hub() throws IOException {
    Shell.run("ip", "netns", "add", hubName());
    in(hubName(), "link", "set", "lo", "up");
    bridge("cluster", CLUSTER);
    bridge("front", FRONT);
  }

  private void bridge(String name, String network) throws IOException {
    in(hubName(), "link", "add", name, "type", "bridge");
    in(hubName(), "addr", "add", network + HUB + "/24", "dev", name);
    in(hubName(), "link", "set", name, "up");
  }

  private void node(int number) throws IOException {
    String name = prefix + "-" + number;
    Shell.run("ip", "netns", "add", name);
    in(name, "link", "set", "lo", "up");
    cable(name, "cluster", number, CLUSTER);
    cable(name, "front", number, FRONT);
  }

  private void cable(String name, String bridge, int number, String network) throws IOException {
    String port = bridge + number;
    in(hubName(), "link", "add", port, "type", "veth", "peer", "name", bridge, "netns", name);
    in(hubName(), "link", "set", port, "master", bridge, "up");
    in(name, "addr", "add", network + number + "/24", "dev", bridge);
    in(name, "link", "set", bridge, "up");
  }

  private static void in(String namespace, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(words));
    Shell.run(command.toArray(String[]::new));
  }

  /** The ground for a benchmark that runs in the hub of these namespaces. */
  static Ground ground(String prefix) {
    List<Seat> seats =
        IntStream.rangeClosed(1, NODES)
            .mapToObj(
                number ->
                    new Seat(
                        "core-" + number,
                        CLUSTER + number,
                        FRONT + number,
                        PORTS,
                        List.of("ip", "netns", "exec", prefix + "-" + number)))
            .toList();
    return new Ground(seats, FRONT + HUB);
  }

  /** Processes in them live on; those that the benchmark started it ends itself, before. */
  @Override
  public void close() {
    List<String> names =
        IntStream.rangeClosed(1, NODES).mapToObj(number -> prefix + "-" + number).toList();
    for (String name : names) {
      delete(name);
    }
    delete(hubName());
  }

  private static void delete(String name) {
    try {
      Shell.run("ip", "netns", "del", name);
    } catch (IOException notThere) {
      // it was not made, or is deleted already
    }
  }
}
