package dev.muninn.node.members;

import akka.cluster.UniqueAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For how long members have been out of reach without a break. Belongs to one actor. */
final class AwaySince {
  private final Duration patience;
  private final InstantSource clock;
  private final Map<UniqueAddress, Instant> since = new HashMap<>();

  AwaySince(Duration patience, InstantSource clock) {
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Those of them that have been away for the length of the patience; each look is to name all that
   * are away.
   */
  List<UniqueAddress> tooLong(Set<UniqueAddress> away) {
    Instant now = clock.instant();
    since.keySet().retainAll(away);
    away.forEach(one -> since.putIfAbsent(one, now));
    return since.entrySet().stream()
        .filter(one -> !one.getValue().plus(patience).isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }
}
