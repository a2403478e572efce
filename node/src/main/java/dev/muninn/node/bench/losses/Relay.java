package dev.muninn.node.bench.losses;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes a port of the loopback address reachable at another address of this machine. */
final class Relay implements Closeable {
  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Relay(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  static Relay open(String address, int target) throws IOException {
    ServerSocket door = new ServerSocket();
    door.bind(new InetSocketAddress(InetAddress.getByName(address), target));
    Relay relay = new Relay(door, target);
    thread(relay::accept);
    return relay;
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket outside = entered(door.accept());
        Socket inside = entered(new Socket(InetAddress.getLoopbackAddress(), target));
        thread(() -> pump(outside, inside));
        thread(() -> pump(inside, outside));
      } catch (IOException refused) {
        // the database is away, or the relay is closed: who asked sees an end of the connection
        open.removeIf(Socket::isClosed);
      }
    }
  }

  private Socket entered(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // both ends are closed by now
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
