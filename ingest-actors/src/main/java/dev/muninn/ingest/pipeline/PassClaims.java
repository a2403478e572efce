package dev.muninn.ingest.pipeline;

import dev.muninn.blob.DiskRoom;
import dev.muninn.media.StageName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How this node claims work of one pass: what is closed for want of room is left out, and what took
 * several workers with it runs alone. One call at a time.
 */
final class PassClaims {
  /** What writes files. */
  private static final Set<StageName> WRITERS = Set.of(StageName.STORE, StageName.PREVIEW);

  private final WorkLeases leases;
  private final Pass pass;
  private final String space;
  private final Solitude solitude;
  private final DiskRoom disk;
  private final Reach reach;
  private final BooleanSupplier caughtUp;
  private final Duration patience;
  private final Executor database;
  private Optional<Long> suspectSince = Optional.empty();

  /**
   * @param caughtUp whether the view of owed work shows the present; nothing is claimed before
   * @param patience how long an item that must run alone waits for an idle moment before others are
   *     kept from beginning
   */
  PassClaims(
      WorkLeases leases,
      Pass pass,
      String space,
      Solitude solitude,
      DiskRoom disk,
      Reach reach,
      BooleanSupplier caughtUp,
      Duration patience,
      Executor database) {
    this.leases = leases;
    this.pass = pass;
    this.space = space;
    this.solitude = solitude;
    this.disk = disk;
    this.reach = reach;
    this.caughtUp = caughtUp;
    this.patience = patience;
    this.database = database;
  }

  /** What was claimed, and its stay on this node: each lease leaves it by one. */
  record Claimed(List<Lease> leases, Optional<Solitude.Stay> stay) {
    static final Claimed NOTHING = new Claimed(List.of(), Optional.empty());

    Claimed {
      leases = List.copyOf(leases);
    }

    void leave(int items) {
      stay.ifPresent(one -> one.leave(items));
    }
  }

  /** Up to {@code limit} items in their turn; fewer, or none, when there are no more. */
  CompletableFuture<Claimed> claim(int limit) {
    return claimed(this::turn, limit);
  }

  /** As the other one, for a worker on another node. */
  CompletableFuture<Claimed> claim(int limit, String worker) {
    return claimed(() -> turn().by(worker), limit);
  }

  /** As {@link #claim}, but an item that must run alone has its turn first. */
  CompletableFuture<Claimed> look(int limit) {
    return looked(this::turn, limit);
  }

  /** As the other one, for a worker on another node. */
  CompletableFuture<Claimed> look(int limit, String worker) {
    return looked(() -> turn().by(worker), limit);
  }

  private CompletableFuture<Claimed> claimed(Supplier<Turn> turn, int limit) {
    return CompletableFuture.supplyAsync(
        () -> mayClaim() ? ordinary(turn.get(), limit) : Claimed.NOTHING, database);
  }

  private CompletableFuture<Claimed> looked(Supplier<Turn> turn, int limit) {
    return CompletableFuture.supplyAsync(
        () -> {
          if (!mayClaim()) {
            return Claimed.NOTHING;
          }
          Turn now = turn.get();
          Claimed suspect = suspect(now);
          return suspect.leases().isEmpty() && limit > 0 ? ordinary(now, limit) : suspect;
        },
        database);
  }

  /** Vectors are made elsewhere: embedding needs nothing of this node's disks. */
  private boolean mayClaim() {
    return caughtUp.getAsBoolean() && (pass == Pass.EMBED || reach.store());
  }

  private Turn turn() {
    if (pass == Pass.EMBED) {
      return Turn.of(pass, space);
    }
    return new Turn(pass, space, disk.room().open() ? Set.of() : WRITERS).reaching(reach.sources());
  }

  private Claimed ordinary(Turn turn, int limit) {
    return solitude
        .share(limit)
        .map(stay -> claimed(stay, limit, () -> leases.claim(turn, limit)))
        .orElse(Claimed.NOTHING);
  }

  private Claimed suspect(Turn turn) {
    if (!leases.suspectWaits(turn)) {
      suspectSince = Optional.empty();
      return Claimed.NOTHING;
    }
    long now = System.nanoTime();
    long since = suspectSince.orElse(now);
    suspectSince = Optional.of(since);
    if (now - since >= patience.toNanos()) {
      solitude.demand();
    }
    return solitude
        .alone()
        .map(stay -> claimed(stay, 1, () -> leases.claimSuspect(turn)))
        .orElse(Claimed.NOTHING);
  }

  private static Claimed claimed(Solitude.Stay stay, int places, Supplier<List<Lease>> claim) {
    List<Lease> got = List.of();
    try {
      got = claim.get();
      return new Claimed(got, Optional.of(stay));
    } finally {
      stay.leave(places - got.size());
    }
  }
}
