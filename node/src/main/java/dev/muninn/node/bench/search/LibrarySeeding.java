package dev.muninn.node.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.cluster.DataFolder;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.media.OrgId;
import dev.muninn.node.bench.TemporaryMuninn;
import dev.muninn.node.bench.TemporaryReplay;
import dev.muninn.node.replay.ReplayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Fills the library of a server with items as events, and lets views and index come from them. */
final class LibrarySeeding {
  private static final long LOOK_MS = 100;
  private static final double NANOS = 1e9;

  private final int items;
  private final Consumer<String> told;

  LibrarySeeding(int items, Consumer<String> told) {
    this.items = items;
    this.told = told;
  }

  /** The server rests meanwhile. */
  void into(TemporaryMuninn muninn) throws Exception {
    OrgId org = new OrgId(muninn.get("/auth/me").path("orgId").asText());
    JsonNode active = muninn.get("/spaces").at("/spaces/0");
    muninn.rest(folder -> seed(folder, org, spaceOf(folder, active.path("model").asText())));
  }

  /** By the manifest: an id does not tell where the name of a model ends and its version begins. */
  private static EmbeddingSpace spaceOf(Path folder, String pack) throws IOException {
    return new ModelPacks(new DataFolder(folder).models()).open(pack).manifest().space();
  }

  private void seed(Path folder, OrgId org, EmbeddingSpace space) throws Exception {
    long begin = System.nanoTime();
    try (TemporaryReplay replay = TemporaryReplay.in(folder);
        ReplayNode node = replay.start(space)) {
      long events =
          new SeededJournal(node.system(), replay.databases().writer(), org, space).write(items);
      told.accept(String.format("%,d items, %,d events in %.0f s", items, events, seconds(begin)));
      while (!node.isFresh()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
      // a library that has been there for a while: linked, and swept by the database
      node.settle();
      replay.sweep();
    }
    told.accept(String.format("views and index stand after %.0f s", seconds(begin)));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / NANOS;
  }
}
