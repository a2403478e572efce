package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Where a node is.
 *
 * @param host the address that the other nodes reach it at
 * @param front the address that clients reach it at
 * @param ports of Artery, of the internal HTTPS, and of the API
 * @param prefix what its command begins with
 */
record Seat(String name, String host, String front, Ports ports, List<String> prefix) {
  Seat {
    prefix = List.copyOf(prefix);
  }

  /** They last as long as the seat: a new life at the old address is the end of the one before. */
  record Ports(int artery, int internal, int http) {}

  /** One of this machine: 127.0.0.1 and following, with free ports. */
  static Seat onLoopback(int number) {
    String host = "127.0.0." + number;
    Ports ports = new Ports(free(host), free(host), free(host));
    return new Seat("core-" + number, host, host, ports, List.of());
  }

  String contactPoint() {
    return host + ":" + ports.internal();
  }

  String url() {
    return "http://" + front + ":" + ports.http();
  }

  private static int free(String host) {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
