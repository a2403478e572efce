package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.Custody;
import dev.muninn.media.SessionId;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceFacts;
import dev.muninn.media.signal.SourceFacts.OwedScan;
import dev.muninn.media.signal.SourceKey;
import dev.muninn.media.signal.SourceReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scan of a source, from beginning to end on a thread of its own: counts the files, takes each
 * one in, looks which known ones are gone, and closes the session. May be run again at any time; it
 * then begins from the start, and what was taken in is known. {@link #stop} leaves the scan owed.
 */
final class Scan implements RunningScans.Job {

  private static final Logger LOG = LoggerFactory.getLogger(Scan.class);
  private static final Duration FRESHNESS = Duration.ofSeconds(2);

  private final ScanTools tools;
  private final SourceKey source;
  private final ImportSessionKey session;
  private final ScanReport report;
  private final StopSignal stop = new StopSignal();

  Scan(ScanTools tools, SourceKey source, SessionId session) {
    this.tools = tools;
    this.source = source;
    this.session = new ImportSessionKey(source.org(), session);
    this.report = new ScanReport(tools.entities(), this.session);
  }

  /** How a scan ended: what cut it short, or which folder was scanned. */
  private record End(Optional<String> trouble, Optional<String> folder) {
    static End trouble(String words) {
      return new End(Optional.of(words), Optional.empty());
    }
  }

  @Override
  public void stop() {
    stop.give();
  }

  @Override
  public void run() {
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
    awaitViews();
    End end = scan(facts.get(), owed.get());
    if (!stop.isGiven()) {
      finish(end);
    }
  }

  /** What an earlier run took in must be known, or it would be counted as known before. */
  private void awaitViews() {
    while (!stop.isGiven() && tools.freshness().await(FRESHNESS) > 0) {
      LOG.info("a scan waits for its view session={}", session.sessionId());
    }
  }

  private End scan(SourceFacts facts, OwedScan owed) {
    Path root = Path.of(facts.root());
    ExpectedRoot expected =
        new ExpectedRoot(source.sourceId(), root, facts.custody(), facts.folder());
    // the folder that is judged and the one that is scanned must be the same
    Optional<SourceFolder> folder = SourceFolder.reach(root);
    if (folder.isEmpty()) {
      return End.trouble(Presence.UNREACHABLE);
    }
    Optional<String> absent =
        facts.confirmed()
            ? Optional.empty()
            : new Presence(tools.views()).trouble(expected, Integer.MAX_VALUE);
    if (absent.isPresent()) {
      return End.trouble(absent.get());
    }
    try {
      folder.get().requireStillThere();
      return scan(facts, owed, folder.get());
    } catch (RootVanishedException e) {
      LOG.warn("a folder went away while it was scanned session={}", session.sessionId());
      return End.trouble(Presence.UNREACHABLE);
    }
  }

  private End scan(SourceFacts facts, OwedScan owed, SourceFolder folder) {
    Path start =
        owed.beneath()
            .flatMap(text -> SourcePaths.resolve(folder.real(), text))
            .orElse(folder.real());
    FileIntake intake = new FileIntake(tools, source, facts, owed, folder, stop);
    FilePass pass =
        new FilePass(
            tools,
            source.sourceId(),
            folder,
            () -> walk(facts, folder.real(), start),
            intake,
            report,
            stop);
    pass.count();
    pass.takeAll();
    folder.requireStillThere();
    if (facts.custody() == Custody.IN_PLACE) {
      new GoneFiles(tools.views(), source.sourceId(), folder, intake, stop).lose(start);
    }
    // an empty folder proves nothing: it may be where a disk is mounted later
    boolean all = owed.beneath().isEmpty() && report.counts().seen() > 0;
    return new End(Optional.empty(), all ? folder.id().lasting() : Optional.empty());
  }

  private FolderWalk walk(SourceFacts facts, Path root, Path start) {
    Globs globs = new Globs(facts.include(), facts.exclude());
    return new FolderWalk(
        root, start, globs, tools.settings().ignoredNames(), SourceRules.real(tools.dataFolder()));
  }

  private void finish(End end) {
    report.finish(end.trouble());
    tools
        .entities()
        .ask(
            source,
            replyTo ->
                new SourceCommand.EndScan(
                    session.sessionId(), end.trouble(), end.folder(), replyTo))
        .toCompletableFuture()
        .join();
    LOG.info(
        "scan ended org={} session={} counts={} status={}",
        source.org(),
        session.sessionId(),
        report.counts(),
        end.trouble().isPresent() ? "trouble" : "done");
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
