package dev.muninn.node;

/** Runs the node from start to end. */
public final class Server {

  private Server() {}

  /** Blocks until the node has ended; the exit code. */
  public static int run(UpSettings settings) {
    HttpPort.check(settings.bind(), settings.port());
    return 0;
  }
}
