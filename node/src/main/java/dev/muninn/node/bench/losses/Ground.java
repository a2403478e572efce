package dev.muninn.node.bench.losses;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a cluster stands on.
 *
 * @param databaseHost the address that the nodes reach PostgreSQL at
 */
record Ground(List<Seat> seats, String databaseHost) {
  private static final int CORES = 3;

  Ground {
    seats = List.copyOf(seats);
  }

  /** Three addresses of this machine. */
  static Ground loopback() {
    return new Ground(
        IntStream.rangeClosed(1, CORES).mapToObj(Seat::onLoopback).toList(), "127.0.0.1");
  }
}
