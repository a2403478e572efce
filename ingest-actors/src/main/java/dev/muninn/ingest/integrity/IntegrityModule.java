package dev.muninn.ingest.integrity;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.blob.Originals;
import dev.muninn.catalog.FileChecks;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.ingest.storage.StorageModule;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The integrity of a node's files, as ports. */
public final class IntegrityModule {
  private static final Logger LOG = LoggerFactory.getLogger(IntegrityModule.class);
  private static final Duration FRESHNESS = Duration.ofSeconds(30);

  private final Originals originals;
  private final FileChecks checks;
  private final Stop stop;

  private IntegrityModule(Originals originals, FileChecks checks, Stop stop) {
    this.originals = originals;
    this.checks = checks;
    this.stop = stop;
  }

  /**
   * Ends the checks that an earlier life left running, and starts the scrub. Blocking. The sharding
   * of {@code MediaItem} must be started by the caller.
   *
   * @param itemList the projection that lists the items
   */
  public static IntegrityModule start(
      ActorSystem<?> system,
      NodeSettings node,
      StorageModule storage,
      Databases databases,
      JournalReader journal,
      JournalProjections projections,
      String itemList,
      Clock clock) {
    IntegritySettings settings = IntegritySettings.of(system.settings().config());
    FileFaults faults = new EntityFaults(system);
    JournaledItems items = new JournaledItems(databases.writer(), journal);
    Stop stop = new Stop();
    system.getWhenTerminated().thenRun(stop::now);
    CheckTools tools =
        new CheckTools(
            new FileCheckStore(databases.writer(), node.name()),
            items,
            new ItemInspection(storage.blobs(), storage.derived(), storage.sourceFiles(), faults),
            new StraySearch(node.data(), storage.mediaIds(), items),
            new LostAndFound(node.data().root()),
            new Mending(items, faults),
            stop,
            () -> awaitFresh(projections, itemList),
            settings.repairWait());
    tools.store().endCutOff(AskedCheck.CUT_OFF);
    if (settings.scrub()) {
      Thread scrub = new Thread(new Scrub(tools, settings, clock), "file-scrub");
      scrub.setDaemon(true);
      scrub.start();
    }
    Executor database =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    return new IntegrityModule(
        new FileOriginals(storage.blobs(), storage.sourceFiles(), storage.derived(), faults),
        new JournaledFileChecks(tools, database),
        stop);
  }

  private static void awaitFresh(JournalProjections projections, String itemList) {
    long lagMs = projections.awaitFresh(itemList, FRESHNESS).toCompletableFuture().join();
    if (lagMs > 0) {
      LOG.warn("the list of items is behind, the newest are not checked elapsedMs={}", lagMs);
    }
  }

  public Originals originals() {
    return originals;
  }

  public FileChecks checks() {
    return checks;
  }

  /** Ends the checks and the scrub soon; a check says that it was cut off. */
  public void stop() {
    stop.now();
  }
}
