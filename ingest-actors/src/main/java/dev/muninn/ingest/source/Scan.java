package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import dev.muninn.ingest.source.FileIntake.Outcome;
import dev.muninn.ingest.source.SourceViews.KnownFile;
import dev.muninn.ingest.storage.FileStat;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.SessionId;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportLine;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceFacts;
import dev.muninn.media.signal.SourceFacts.OwedScan;
import dev.muninn.media.signal.SourceKey;
import dev.muninn.media.signal.SourceReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scan of a source, from beginning to end on a thread of its own: counts the files, takes each
 * one in, looks which known ones are gone, and closes the session. May be run again at any time; it
 * then begins from the start, and what was taken in is known. Interrupting its loop through {@link
 * #stop} leaves the scan owed.
 */
final class Scan {

  private static final Logger LOG = LoggerFactory.getLogger(Scan.class);
  private static final int BATCH = 50;
  private static final long REPORT_NANOS = 1_000_000_000L;
  private static final String VANISHED =
      "The folder cannot be reached. Is the disk mounted? Nothing was taken for deleted.";

  private final ScanTools tools;
  private final SourceKey source;
  private final ImportSessionKey session;
  private final Tally tally = new Tally();
  private final AtomicReference<RuntimeException> broken = new AtomicReference<>();
  private volatile boolean stopped;
  private long reportedAt = System.nanoTime();
  private int reportedLines;
  private ImportCounts reported = ImportCounts.NONE;

  Scan(ScanTools tools, SourceKey source, SessionId session) {
    this.tools = tools;
    this.source = source;
    this.session = new ImportSessionKey(source.org(), session);
  }

  /** Makes {@link #run} return soon; the scan stays owed. */
  void stop() {
    stopped = true;
  }

  void run() {
    Optional<SourceFacts> facts = inspect();
    Optional<OwedScan> owed =
        facts.flatMap(
            known ->
                known.scans().stream()
                    .filter(scan -> scan.session().equals(session.sessionId()))
                    .findFirst());
    if (owed.isEmpty()) {
      // ended before; the view that named it has not heard of that yet
      return;
    }
    tell(
        replyTo ->
            new ImportSessionCommand.Begin(
                source.sourceId(), owed.get().beneath(), owed.get().by(), replyTo));
    tell(ImportSessionCommand.Restart::new);
    Optional<String> trouble = scan(facts.get(), owed.get());
    if (!stopped) {
      finish(trouble);
    }
  }

  private Optional<String> scan(SourceFacts facts, OwedScan owed) {
    Optional<Path> root = reach(Path.of(facts.root()));
    if (root.isEmpty()) {
      return Optional.of(VANISHED);
    }
    Path start =
        owed.beneath().flatMap(text -> SourcePaths.resolve(root.get(), text)).orElse(root.get());
    if (start.equals(root.get()) && isEmptyButKnown(root.get())) {
      return Optional.of(
          "The folder is empty, but files of it are known. Is the disk mounted? Nothing was taken"
              + " for deleted.");
    }
    FileIntake intake = new FileIntake(tools, source, facts, owed, () -> stopped);
    count(walk(facts, root.get(), start));
    takeAll(walk(facts, root.get(), start), root.get(), intake);
    if (reach(root.get()).isEmpty()) {
      return Optional.of(VANISHED);
    }
    if (facts.custody() == Custody.IN_PLACE && !stopped) {
      loseTheGone(root.get(), start, intake);
    }
    return Optional.empty();
  }

  private FolderWalk walk(SourceFacts facts, Path root, Path start) {
    Globs globs = new Globs(facts.include(), facts.exclude());
    return new FolderWalk(
        root, start, globs, tools.settings().ignoredNames(), SourceRules.real(tools.dataFolder()));
  }

  private void count(FolderWalk walk) {
    while (walk.hasNext() && !stopped) {
      walk.next();
      tally.saw();
      report(BATCH * 100);
    }
  }

  private void takeAll(FolderWalk walk, Path root, FileIntake intake) {
    Semaphore room = new Semaphore(tools.settings().filesInFlight());
    while (walk.hasNext() && !stopped) {
      List<FolderWalk.Seen> batch = new ArrayList<>();
      while (batch.size() < BATCH && walk.hasNext()) {
        batch.add(walk.next());
      }
      takeBatch(batch, root, intake, room);
    }
    // all permits back means that nothing is in flight any more
    room.acquireUninterruptibly(tools.settings().filesInFlight());
    failIfBroken();
  }

  private void takeBatch(
      List<FolderWalk.Seen> batch, Path root, FileIntake intake, Semaphore room) {
    List<String> paths = batch.stream().map(seen -> SourcePaths.textOf(root, seen.path())).toList();
    Map<String, List<KnownFile>> known = tools.views().files(source.sourceId(), paths);
    for (int i = 0; i < batch.size() && !stopped; i++) {
      failIfBroken();
      String path = paths.get(i);
      if (!(batch.get(i) instanceof FolderWalk.Found found) || path.length() > 4096) {
        tally.add(path, new Outcome.Failed(ErrorCode.NOT_READABLE));
        continue;
      }
      List<KnownFile> before = known.getOrDefault(path, List.of());
      room.acquireUninterruptibly();
      tools.blocking().execute(() -> takeOne(intake, found, path, before, room));
      report(BATCH);
    }
  }

  private void takeOne(
      FileIntake intake,
      FolderWalk.Found found,
      String path,
      List<KnownFile> before,
      Semaphore room) {
    try {
      if (!stopped) {
        tally.add(path, intake.take(found, path, before));
      }
    } catch (RuntimeException e) {
      // the database or the cluster is away: the whole scan ends, and is begun again
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

  /**
   * Known files that are there no more; a folder that may not be read hides, it does not delete.
   */
  private void loseTheGone(Path root, Path start, FileIntake intake) {
    Optional<KnownFile> after = Optional.empty();
    List<KnownFile> page;
    do {
      page = tools.views().filesAfter(source.sourceId(), after, 500);
      for (KnownFile file : page) {
        after = Optional.of(file);
        Optional<Path> path = SourcePaths.resolve(root, file.location().path());
        if (!stopped && path.filter(p -> p.startsWith(start)).filter(Scan::isGone).isPresent()) {
          if (reach(root).isEmpty()) {
            return;
          }
          intake.lose(file, LossReason.GONE);
        }
      }
    } while (!page.isEmpty() && !stopped);
  }

  private static boolean isGone(Path path) {
    try {
      return !FileStat.of(path).regular();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> reach(Path root) {
    try {
      Path real = root.toRealPath();
      return Files.isDirectory(real) && Files.isReadable(real)
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isEmptyButKnown(Path root) {
    try (var entries = Files.newDirectoryStream(root)) {
      return !entries.iterator().hasNext()
          && !tools.views().filesAfter(source.sourceId(), Optional.empty(), 1).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends what is new after so many files or a second, whichever comes first. */
  private void report(int afterFiles) {
    ImportCounts counts = tally.counts();
    long progress = counts.decided() - reported.decided() + counts.seen() - reported.seen();
    boolean due = System.nanoTime() - reportedAt > REPORT_NANOS;
    if (progress > 0 && (due || progress >= afterFiles)) {
      sendReport();
    }
  }

  private void sendReport() {
    ImportCounts counts = tally.counts();
    List<ImportLine> lines = tally.linesFrom(reportedLines);
    int first = reportedLines;
    tell(replyTo -> new ImportSessionCommand.RecordProgress(counts, first, lines, replyTo));
    reported = counts;
    reportedLines += lines.size();
    reportedAt = System.nanoTime();
  }

  private void finish(Optional<String> trouble) {
    sendReport();
    tell(replyTo -> new ImportSessionCommand.Finish(trouble, replyTo));
    tools
        .entities()
        .ask(
            source,
            replyTo ->
                new SourceCommand.EndScan(session.sessionId(), trouble, Optional.empty(), replyTo))
        .toCompletableFuture()
        .join();
    LOG.info(
        "scan ended org={} session={} counts={} status={}",
        source.org(),
        session.sessionId(),
        reported,
        trouble.isPresent() ? "trouble" : "done");
  }

  private Optional<SourceFacts> inspect() {
    SourceReply reply =
        tools.entities().ask(source, SourceCommand.Inspect::new).toCompletableFuture().join();
    return reply instanceof SourceReply.Inspected inspected
        ? Optional.of(inspected.facts())
        : Optional.empty();
  }

  private void tell(Function<ActorRef<ImportSessionReply>, ImportSessionCommand> command) {
    tools.entities().ask(session, command).toCompletableFuture().join();
  }
}
