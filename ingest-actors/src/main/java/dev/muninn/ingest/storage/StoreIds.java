package dev.muninn.ingest.storage;

import dev.muninn.media.StagedRef;
import java.util.Optional;

/** Knows the id of the cluster's store (port of this package). Blocking; thread-safe. */
interface StoreIds {
  /** Empty before the first node has marked a store. */
  Optional<String> known();

  /** Keeps an id where none is known; the one that was offered first, by whichever node. */
  String offer(String id);

  /** A fresh one of 128 random bits. */
  static String fresh() {
    return StagedRef.random().value();
  }
}
