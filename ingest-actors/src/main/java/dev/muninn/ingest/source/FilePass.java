package dev.muninn.ingest.source;

import dev.muninn.blob.DiskRoom;
import dev.muninn.ingest.source.FileIntake.Outcome;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Walks through the files of a source, once to count and once to take them in, several at a time.
 * Waits while the disk has no room. Used by the thread of its scan.
 */
final class FilePass {

  private static final int BATCH = 50;
  private static final int MAX_PATH = 4096;

  private final ScanTools tools;
  private final SourceId source;
  private final SourceFolder folder;
  private final Supplier<FolderWalk> walks;
  private final FileIntake intake;
  private final ScanReport report;
  private final StopSignal stop;
  private final Semaphore room;
  private final AtomicReference<RuntimeException> broken = new AtomicReference<>();

  FilePass(
      ScanTools tools,
      SourceId source,
      SourceFolder folder,
      Supplier<FolderWalk> walks,
      FileIntake intake,
      ScanReport report,
      StopSignal stop) {
    this.tools = tools;
    this.source = source;
    this.folder = folder;
    this.walks = walks;
    this.intake = intake;
    this.report = report;
    this.stop = stop;
    this.room = new Semaphore(tools.settings().filesInFlight());
  }

  void count() {
    FolderWalk walk = walks.get();
    while (walk.hasNext() && !stop.isGiven()) {
      walk.next();
      report.saw();
      report.sendAfter(BATCH * 100);
    }
  }

  /**
   * Returns when nothing is in flight any more, however it ends.
   *
   * @throws RootVanishedException when the folder went away meanwhile
   */
  void takeAll() {
    FolderWalk walk = walks.get();
    try {
      while (walk.hasNext() && !stop.isGiven()) {
        List<FolderWalk.Seen> batch = new ArrayList<>();
        while (batch.size() < BATCH && walk.hasNext()) {
          batch.add(walk.next());
        }
        folder.requireStillThere();
        takeBatch(batch);
      }
    } finally {
      room.acquireUninterruptibly(tools.settings().filesInFlight());
    }
    failIfBroken();
  }

  private void takeBatch(List<FolderWalk.Seen> batch) {
    List<String> paths =
        batch.stream().map(seen -> SourcePaths.textOf(folder.real(), seen.path())).toList();
    Map<String, List<KnownFile>> known = tools.views().files(source, paths);
    for (int i = 0; i < batch.size() && !stop.isGiven(); i++) {
      failIfBroken();
      String path = paths.get(i);
      if (!(batch.get(i) instanceof FolderWalk.Found found) || path.length() > MAX_PATH) {
        report.add(path, new Outcome.Failed(ErrorCode.NOT_READABLE));
        continue;
      }
      List<KnownFile> before = known.getOrDefault(path, List.of());
      if (!intake.isKnown(found, path, before)) {
        waitForRoom();
      }
      room.acquireUninterruptibly();
      tools.blocking().execute(() -> takeOne(found, path, before));
      report.sendAfter(BATCH);
    }
  }

  /** A full disk pauses the import; it fails no file. */
  private void waitForRoom() {
    DiskRoom.Room now = tools.room().room();
    if (now.open()) {
      return;
    }
    report.pause(words(now));
    while (!now.open() && !stop.isGiven()) {
      stop.await(tools.settings().roomInterval());
      now = tools.room().room();
    }
    if (!stop.isGiven()) {
      report.resume();
    }
  }

  private static String words(DiskRoom.Room now) {
    return "%s The import waits and goes on by itself: %d bytes are free, %d must stay free."
        .formatted(now.words(), now.freeBytes(), now.floorBytes());
  }

  private void takeOne(FolderWalk.Found found, String path, List<KnownFile> before) {
    try {
      if (!stop.isGiven() && broken.get() == null) {
        intake.take(found, path, before).ifPresent(outcome -> report.add(path, outcome));
      }
    } catch (RuntimeException e) {
      // the folder, the database or the cluster is away: the whole scan ends
      broken.compareAndSet(null, e);
    } finally {
      room.release();
    }
  }

  private void failIfBroken() {
    RuntimeException failure = broken.get();
    if (failure != null) {
      throw failure;
    }
  }
}
