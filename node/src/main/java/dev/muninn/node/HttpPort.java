package dev.muninn.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** A port to listen on: told at once when it is taken, long before anything else has started. */
record HttpPort(String portName, String bindName) {
  /** As the command line of {@code muninn up} names them. */
  static final HttpPort OF_UP = new HttpPort("--port", "--bind");

  static final HttpPort OF_API = new HttpPort("muninn.http.port", "muninn.http.bind");
  static final HttpPort OF_NODES =
      new HttpPort("muninn.cluster.internal-port", "muninn.cluster.bind");

  /**
   * The port asked for if it is free, or a free one for 0.
   *
   * @throws StartException when it is taken or the address is not this machine's
   */
  int check(String bind, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      // as servers bind: a connection of before that lingers is no obstacle
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
      return probe.getLocalPort();
    } catch (UnknownHostException unknown) {
      throw new StartException(
          bind + ": is no address of this machine; name one with " + bindName, unknown);
    } catch (IllegalArgumentException range) {
      throw new StartException(
          "port " + port + ": ports go from 1 to 65535; name another with " + portName, range);
    } catch (IOException taken) {
      if (notOurs(bind)) {
        throw new StartException(
            bind + ": is no address of this machine; name one with " + bindName, taken);
      }
      throw new StartException(
          "port "
              + port
              + " of "
              + bind
              + ": "
              + (port > 0 && port < 1024
                  ? "cannot be had (below 1024 needs root)"
                  : "is taken by another program")
              + "; name another with "
              + portName,
          taken);
    }
  }

  /** Whether not even a free port can be had there. */
  private static boolean notOurs(String bind) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(bind), 0));
      return false;
    } catch (IOException refused) {
      return true;
    }
  }
}
