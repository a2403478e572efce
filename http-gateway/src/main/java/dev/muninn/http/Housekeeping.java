package dev.muninn.http;

import akka.actor.typed.ActorSystem;
import dev.muninn.http.auth.SharedTokenSecret;
import dev.muninn.http.route.Offload;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops expired sessions and idempotency keys, once an hour; looks whether the shared secret of the
 * tokens was replaced.
 */
final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private static final Duration SECRET_EVERY = Duration.ofSeconds(10);

  private Housekeeping() {}

  static void start(ActorSystem<?> system, GatewayStores stores, Offload database, Clock clock) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            EVERY, EVERY, () -> sweep(stores, database, clock), system.executionContext());
  }

  static void follow(ActorSystem<?> system, SharedTokenSecret secret, Offload database) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            SECRET_EVERY, SECRET_EVERY, () -> look(secret, database), system.executionContext());
  }

  /** While the database is away the last one stays good. */
  private static void look(SharedTokenSecret secret, Offload database) {
    database
        .run(
            () -> {
              secret.refresh();
              return "looked";
            })
        .exceptionally(
            failure -> {
              log.warn("event=token-secret-not-read, next try in {}", SECRET_EVERY, failure);
              return "";
            });
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
