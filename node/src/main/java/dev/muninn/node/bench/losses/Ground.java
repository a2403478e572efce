package dev.muninn.node.bench.losses;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a cluster stands on.
 *
 * @param databaseHost the address that the nodes reach PostgreSQL at
 * @param disks where their folders lie
 */
record Ground(List<Seat> seats, String databaseHost, Disks disks) {
  private static final int CORES = 3;

  Ground {
    seats = List.copyOf(seats);
  }

  /** On the disk of this machine. */
  Ground(List<Seat> seats, String databaseHost) {
    this(seats, databaseHost, new OneDisk());
  }

  /** The same on other disks. */
  Ground with(Disks others) {
    return new Ground(seats, databaseHost, others);
  }

  /** Three addresses of this machine. */
  static Ground loopback() {
    return new Ground(
        IntStream.rangeClosed(1, CORES).mapToObj(Seat::onLoopback).toList(), "127.0.0.1");
  }
}
