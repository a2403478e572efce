package dev.muninn.node.replay;

import com.typesafe.config.Config;
import dev.muninn.catalog.Digests.ContentDigest;
import dev.muninn.catalog.Digests.ReplayDigest;
import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.catalog.Rebuilds.Target;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.RebuildSize;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A node that derives from a journal of an old release, and what it comes to. */
final class GoldenReplay implements AutoCloseable {
  static final EmbeddingSpace SPACE = new EmbeddingSpace("lite", "1", 384);
  private static final long PATIENCE_SECONDS = 60;
  private static final long LOOK_NANOS = 20_000_000;

  private final ReplayNode node;

  private GoldenReplay(ReplayNode node) {
    this.node = node;
  }

  static GoldenReplay start(Config config, Databases databases, Path index) {
    return new GoldenReplay(ReplayNode.start(config, databases, SPACE, index));
  }

  ReplayDigest replay() {
    return node.digests().replay().toCompletableFuture().join();
  }

  ContentDigest content(OrgId org) {
    return node.digests().content(org).toCompletableFuture().join();
  }

  Rebuild rebuild(RebuildSize size) {
    try (NodeRebuilds rebuilds = node.rebuilds(size)) {
      Rebuild now = rebuilds.start(Target.ALL).toCompletableFuture().join();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (now.endedAt().isEmpty()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("not rebuilt: " + now);
        }
        LockSupport.parkNanos(LOOK_NANOS);
        now = rebuilds.find(now.rebuildId()).toCompletableFuture().join().orElseThrow();
      }
      return now;
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
