package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks;
import dev.muninn.catalog.FileChecks.Check;
import dev.muninn.ingest.integrity.FileCheckStore.Kind;
import dev.muninn.ingest.integrity.FileCheckStore.Progress;
import dev.muninn.ingest.integrity.FileCheckStore.Running;
import dev.muninn.ingest.integrity.ItemInspection.Depth;
import dev.muninn.ingest.storage.FileHash;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background scrub: rounds over all originals of each org, read within a budget and only while
 * nobody waits for local work. A round goes on where it stood after a restart. Runs on a thread of
 * its own until the node goes down.
 */
final class Scrub implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
  private static final int PAGE = 50;
  private static final Duration STEP_ASIDE = Duration.ofSeconds(2);
  private static final FileChecks.Extent ALL =
      new FileChecks.Extent(100, FileChecks.Mending.REPORT);

  private final CheckTools tools;
  private final IntegritySettings settings;
  private final Clock clock;
  private final Budget budget;
  private final Map<OrgId, CheckLog> logs = new HashMap<>();

  Scrub(CheckTools tools, IntegritySettings settings, Clock clock) {
    this.tools = tools;
    this.settings = settings;
    this.clock = clock;
    this.budget = new Budget(settings.scrubBytesPerSecond(), System::nanoTime, tools.stop()::pause);
  }

  @Override
  public void run() {
    try {
      while (true) {
        tools.stop().pause(settings.scrubPoll());
        rounds();
      }
    } catch (InterruptedIOException e) {
      LOG.debug("the scrub ends: {}", e.getMessage());
    }
  }

  private void rounds() throws InterruptedIOException {
    try {
      for (OrgId org : tools.items().orgs()) {
        round(org);
      }
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      LOG.warn("the scrub will retry elapsedMs={}", settings.scrubPoll().toMillis(), e);
    }
  }

  private void round(OrgId org) throws IOException {
    Optional<CheckLog> before = Optional.ofNullable(logs.get(org));
    before.ifPresent(log -> log.settle(tools.mending()));
    Optional<Running> round = tools.store().running(org, Kind.SCRUB).or(() -> due(org));
    if (round.isPresent()) {
      CheckLog log = logOf(org, round.get());
      logs.put(org, log);
      read(org, round.get().position(), log);
      log.save();
      tools.store().end(round.get().checkId(), Optional.empty());
    }
  }

  private Optional<Running> due(OrgId org) {
    boolean rests =
        tools
            .store()
            .lastBegun(org, Kind.SCRUB)
            .filter(begun -> begun.plus(settings.scrubEvery()).isAfter(clock.instant()))
            .isPresent();
    return rests ? Optional.empty() : tools.store().begin(org, Kind.SCRUB, ALL, Optional.empty());
  }

  private CheckLog logOf(OrgId org, Running round) {
    Check sofar = tools.store().find(org, round.checkId()).orElseThrow();
    return new CheckLog(
        tools.store(),
        round.checkId(),
        new Progress(sofar.files(), sofar.bytes(), sofar.left(), round.position()));
  }

  private void read(OrgId org, String from, CheckLog log) throws IOException {
    FileHash.Pace pace =
        bytes -> {
          log.read(bytes);
          budget.read(bytes);
        };
    String position = from;
    long left = tools.items().countAfter(org, position);
    List<MediaItemKey> page = tools.items().after(org, position, PAGE);
    while (!page.isEmpty()) {
      for (MediaItemKey key : page) {
        stepAside();
        Optional<ItemFiles> item = tools.items().of(key);
        long files = item.isPresent() ? inspected(item.get(), log, pace) : 0;
        position = key.mediaId().value();
        log.looked(position, files, --left);
      }
      log.save();
      page = tools.items().after(org, position, PAGE);
    }
  }

  private long inspected(ItemFiles item, CheckLog log, FileHash.Pace pace) throws IOException {
    ItemInspection.Result result = tools.inspection().inspect(item, Depth.READ, pace);
    result.spots().forEach(log::found);
    return result.files();
  }

  private void stepAside() throws InterruptedIOException {
    tools.stop().check();
    while (tools.items().interactiveWorkWaits()) {
      tools.stop().pause(STEP_ASIDE);
    }
  }
}
