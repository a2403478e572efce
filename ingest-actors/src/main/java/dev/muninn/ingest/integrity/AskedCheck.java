package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks;
import dev.muninn.catalog.FileChecks.Outcome;
import dev.muninn.ingest.integrity.FileCheckStore.Progress;
import dev.muninn.ingest.integrity.FileCheckStore.Running;
import dev.muninn.ingest.integrity.ItemInspection.Depth;
import dev.muninn.ingest.integrity.ItemInspection.Result;
import dev.muninn.media.signal.MediaItemKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check that somebody asked for: every item, then what lies around, then, with repair, what the
 * pipeline made of it. Runs once, on a thread of its own.
 */
final class AskedCheck implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(AskedCheck.class);
  private static final int PAGE = 200;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  static final String CUT_OFF =
      "The node went down before the check had ended. Start it again: what was found until then is"
          + " recorded.";

  private final CheckTools tools;
  private final Running check;
  private final CheckLog log;

  AskedCheck(CheckTools tools, Running check) {
    this.tools = tools;
    this.check = check;
    this.log =
        new CheckLog(tools.store(), check.checkId(), new Progress(0, 0, 0, check.position()));
  }

  @Override
  public void run() {
    try {
      Optional<String> trouble = checked();
      log.save();
      tools.store().end(check.checkId(), trouble);
      LOG.info("file check ended org={} check={}", check.org(), check.checkId());
    } catch (RuntimeException e) {
      // the database is away: the next check of the org finds this one and ends it
      LOG.error("file check gave up org={} check={}", check.org(), check.checkId(), e);
    }
  }

  private Optional<String> checked() {
    try {
      tools.freshness().run();
      long offline = items();
      tools.strays().search(check.org(), tools.stop()::isNow, this::stray);
      if (check.extent().mending() == FileChecks.Mending.REPAIR) {
        mend();
      }
      return offline == 0
          ? Optional.empty()
          : Optional.of(
              offline + " files could not be looked at: the folders of their sources are away.");
    } catch (InterruptedIOException e) {
      return Optional.of(CUT_OFF);
    } catch (IOException e) {
      LOG.warn("file check broke off org={} check={}", check.org(), check.checkId(), e);
      return Optional.of("The check broke off: " + wordsOf(e));
    }
  }

  private static String wordsOf(IOException e) {
    return e instanceof PoolAwayException ? e.getMessage() : e.getClass().getSimpleName();
  }

  /** How many files of sources could not be looked at. */
  private long items() throws IOException {
    Sample sample = new Sample(check.sampleFrom(), check.extent().samplePercent());
    long left = tools.items().countAfter(check.org(), "");
    long offline = 0;
    String position = "";
    List<MediaItemKey> page = tools.items().after(check.org(), position, PAGE);
    while (!page.isEmpty()) {
      for (MediaItemKey key : page) {
        position = key.mediaId().value();
        Depth depth = sample.holds(key.mediaId()) ? Depth.READ : Depth.LOOK;
        Result result = item(key, depth);
        offline += result.offline();
        log.looked(position, result.files(), --left);
      }
      page = tools.items().after(check.org(), position, PAGE);
    }
    log.save();
    return offline;
  }

  private Result item(MediaItemKey key, Depth depth) throws IOException {
    tools.stop().check();
    Optional<ItemFiles> item = tools.items().of(key);
    if (item.isEmpty()) {
      return new Result(List.of(), 0, 0);
    }
    Result result = tools.inspection().inspect(item.get(), depth, this::read);
    result.spots().forEach(log::found);
    return result;
  }

  private void read(long bytes) throws InterruptedIOException {
    tools.stop().check();
    log.read(bytes);
  }

  private void stray(Spot spot) {
    if (check.extent().mending() == FileChecks.Mending.REPORT) {
      log.found(spot);
      return;
    }
    try {
      String now = tools.lostAndFound().take(spot.file());
      log.found(spot.withWords("no item needs this file; it lies in " + now), Outcome.SET_ASIDE);
    } catch (IOException e) {
      LOG.warn("a stray file stays where it is check={}", check.checkId(), e);
      log.found(spot);
    }
  }

  private void mend() throws InterruptedIOException {
    log.open().forEach(tools.mending()::begin);
    long end = System.nanoTime() + tools.repairWait().toNanos();
    log.settle(tools.mending());
    while (!log.open().isEmpty() && System.nanoTime() < end) {
      tools.stop().pause(BETWEEN_LOOKS);
      log.settle(tools.mending());
    }
  }
}
