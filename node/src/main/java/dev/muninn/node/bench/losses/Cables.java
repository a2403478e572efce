package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Shell;
import java.io.IOException;

/**
 * The nodes' cables, as seen from the hub. A cut is made at the switch: the node's own end keeps
 * its carrier, packets vanish, nobody is told.
 */
final class Cables {
  private Cables() {}

  /** From the other nodes alone. */
  static void cutFromNodes(int number) throws IOException {
    Shell.run("ip", "link", "set", "cluster" + number, "nomaster");
  }

  /** From clients and PostgreSQL. */
  static void cutFromFront(int number) throws IOException {
    Shell.run("ip", "link", "set", "front" + number, "nomaster");
  }

  /** Plugs in what was cut. */
  static void heal(int number) throws IOException {
    Shell.run("ip", "link", "set", "cluster" + number, "master", "cluster");
    Shell.run("ip", "link", "set", "front" + number, "master", "front");
  }
}
