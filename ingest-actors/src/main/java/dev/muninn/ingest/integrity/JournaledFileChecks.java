package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks;
import dev.muninn.ingest.integrity.FileCheckStore.Kind;
import dev.muninn.ingest.integrity.FileCheckStore.Running;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** {@link FileChecks} on this node's disk, one an org at a time, each on a thread of its own. */
final class JournaledFileChecks implements FileChecks {
  private final CheckTools tools;
  private final Executor database;
  private final Map<OrgId, Thread> threads = new ConcurrentHashMap<>();

  /**
   * @param database where blocking calls to the database run
   */
  JournaledFileChecks(CheckTools tools, Executor database) {
    this.tools = tools;
    this.database = database;
  }

  @Override
  public CompletionStage<Check> start(OrgId org, Extent extent, ParticipantId by) {
    return CompletableFuture.supplyAsync(() -> started(org, extent, by), database);
  }

  private synchronized Check started(OrgId org, Extent extent, ParticipantId by) {
    Thread before = threads.get(org);
    Optional<Running> begun = Optional.empty();
    if (before == null || !before.isAlive()) {
      tools.store().endCutOff(org, AskedCheck.CUT_OFF);
      begun = tools.store().begin(org, Kind.ASKED, extent, Optional.of(by.value()));
      begun.ifPresent(this::launch);
    }
    return begun
        .or(() -> tools.store().running(org, Kind.ASKED))
        .flatMap(check -> tools.store().find(org, check.checkId()))
        .or(() -> tools.store().latest(org))
        .orElseThrow(() -> new IllegalStateException("no check of " + org + " was begun"));
  }

  private void launch(Running check) {
    Thread thread = new Thread(new AskedCheck(tools, check), "file-check-" + check.org());
    thread.setDaemon(true);
    threads.put(check.org(), thread);
    thread.start();
  }

  @Override
  public CompletionStage<Optional<Check>> find(OrgId org, String checkId) {
    return CompletableFuture.supplyAsync(() -> tools.store().find(org, checkId), database);
  }

  @Override
  public CompletionStage<Optional<Check>> latest(OrgId org) {
    return CompletableFuture.supplyAsync(() -> tools.store().latest(org), database);
  }
}
