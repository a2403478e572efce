package dev.muninn.node.bench.chaos;

/** Holds the clients back, so that there is work in flight at every kill. Thread-safe. */
final class Pacer {
  private int open;

  /** Waits until the sample of this place in the order may be sent. */
  synchronized void await(int index) throws InterruptedException {
    while (index >= open) {
      wait();
    }
  }

  /** Lets all samples below a place pass. */
  synchronized void open(int below) {
    open = Math.max(open, below);
    notifyAll();
  }
}
