package dev.muninn.node.bench.chaos;

/**
 * What a disturbance has at hand: the node, a user, the watch, and the gate of the clients, who
 * send {@code samples} files.
 */
record Scene(
    ChaosNode node, NodeApi api, LawWatch watch, Pacer pacer, Findings findings, int samples) {

  /** Lets the clients send up to a share of the samples, and waits until work is under way. */
  void send(int part, int of) throws InterruptedException {
    pacer.open(samples * part / of);
    watch.awaitWork(5);
  }
}
