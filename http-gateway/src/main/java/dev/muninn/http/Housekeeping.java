package dev.muninn.http;

import akka.actor.typed.ActorSystem;
import dev.muninn.http.route.Offload;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops expired sessions and idempotency keys, once an hour. */
final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private Housekeeping() {}

  static void start(ActorSystem<?> system, GatewayStores stores, Offload database, Clock clock) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            EVERY, EVERY, () -> sweep(stores, database, clock), system.executionContext());
  }

  private static void sweep(GatewayStores stores, Offload database, Clock clock) {
    database
        .run(
            () -> {
              stores.accounts().sweep(clock.instant());
              stores.idempotency().sweep();
              return "swept";
            })
        .exceptionally(
            failure -> {
              log.warn("old sessions and keys were not dropped, next try in an hour", failure);
              return "";
            });
  }
}
