package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports;
import dev.muninn.ingest.source.SourceViews.Owned;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.ImportFacts;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceKey;
import dev.muninn.media.signal.SourceReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Sources and their scans, for the gateway. Thread-safe. */
public final class ImportService implements Imports {

  private static final Duration FRESHNESS = Duration.ofSeconds(2);

  private final Entities entities;
  private final SourceViews views;
  private final SourceRules rules;
  private final ScanCoordinator.Freshness freshness;
  private final Runnable nudge;
  private final Executor blocking;
  private final Clock clock;

  ImportService(
      ScanTools tools, SourceRules rules, ScanCoordinator.Freshness freshness, Runnable nudge) {
    this.entities = tools.entities();
    this.views = tools.views();
    this.rules = rules;
    this.freshness = freshness;
    this.nudge = nudge;
    this.blocking = tools.blocking();
    this.clock = tools.clock();
  }

  @Override
  public CompletionStage<SourceOutcome> create(OrgId org, SourceSpec spec, ParticipantId by) {
    return CompletableFuture.supplyAsync(() -> refusal(org, spec), blocking)
        .thenCompose(
            refused ->
                refused.isPresent()
                    ? CompletableFuture.completedFuture(refused.get())
                    : createChecked(org, spec, by));
  }

  private Optional<SourceOutcome> refusal(OrgId org, SourceSpec spec) {
    freshness.await(FRESHNESS);
    return rules.refusal(spec, views.sources(org)).map(SourceOutcome.class::cast);
  }

  private CompletionStage<SourceOutcome> createChecked(
      OrgId org, SourceSpec spec, ParticipantId by) {
    SourceKey key = new SourceKey(org, SourceId.random());
    String root = SourceRules.absolute(spec.root()).orElseThrow().toString();
    return entities
        .ask(
            key,
            replyTo ->
                new SourceCommand.Create(
                    spec.name(),
                    root,
                    spec.custody(),
                    spec.watch(),
                    spec.include(),
                    spec.exclude(),
                    by,
                    replyTo))
        .thenApplyAsync(
            reply -> {
              freshness.await(FRESHNESS);
              return new SourceOutcome.Created(key.sourceId());
            },
            blocking);
  }

  @Override
  public CompletionStage<List<SourceRow>> sources(OrgId org) {
    return CompletableFuture.supplyAsync(
        () -> {
          freshness.await(FRESHNESS);
          return views.sources(org).stream().map(Owned::row).toList();
        },
        blocking);
  }

  @Override
  public CompletionStage<Optional<SessionId>> scan(OrgId org, SourceId source, ParticipantId by) {
    return scan(new SourceKey(org, source), Optional.empty(), by);
  }

  private CompletionStage<Optional<SessionId>> scan(
      SourceKey source, Optional<String> beneath, ParticipantId by) {
    return entities
        .ask(
            source,
            replyTo -> new SourceCommand.StartScan(SessionId.random(), beneath, by, replyTo))
        .thenCompose(
            reply ->
                reply instanceof SourceReply.Scanning scanning
                    ? begin(source, scanning.session(), beneath, by)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  /** The session is there before anybody asks for it; the scan itself begins it again. */
  private CompletionStage<Optional<SessionId>> begin(
      SourceKey source, SessionId session, Optional<String> beneath, ParticipantId by) {
    return entities
        .ask(
            new ImportSessionKey(source.org(), session),
            replyTo -> new ImportSessionCommand.Begin(source.sourceId(), beneath, by, replyTo))
        .thenApply(
            reply -> {
              nudge.run();
              return Optional.of(session);
            });
  }

  @Override
  public CompletionStage<SourceOutcome> start(OrgId org, String absolutePath, ParticipantId by) {
    return CompletableFuture.supplyAsync(() -> place(org, absolutePath), blocking)
        .thenCompose(place -> place.refused().isPresent() ? done(place) : scan(place, by));
  }

  private static CompletionStage<SourceOutcome> done(Place place) {
    return CompletableFuture.completedFuture(place.refused().orElseThrow());
  }

  private CompletionStage<SourceOutcome> scan(Place place, ParticipantId by) {
    return scan(place.source().orElseThrow(), place.beneath(), by)
        .thenApply(session -> new SourceOutcome.Started(session.orElseThrow()));
  }

  /** Where a path lies: beneath a source, or why not. */
  private record Place(
      Optional<SourceOutcome> refused, Optional<SourceKey> source, Optional<String> beneath) {
    static Place refused(Refusal why, String words, String hint) {
      return new Place(
          Optional.of(new SourceOutcome.Refused(why, words, hint)),
          Optional.empty(),
          Optional.empty());
    }
  }

  private Place place(OrgId org, String absolutePath) {
    Optional<Path> path = SourceRules.absolute(absolutePath);
    if (path.isEmpty()) {
      return Place.refused(
          Refusal.INVALID,
          "The path must be an absolute path of the server.",
          "Write it from the root on, for example /srv/photos/2024.");
    }
    freshness.await(FRESHNESS);
    for (Owned source : views.sources(org)) {
      Path root = Path.of(source.row().spec().root());
      Path real = SourceRules.real(root);
      // by name first: nothing is said of what lies outside, not even whether it is there
      if (!path.get().startsWith(root) && !path.get().startsWith(real)) {
        continue;
      }
      if (!Files.exists(path.get())) {
        return Place.refused(
            Refusal.NOT_FOUND, "There is no such file or folder.", "Check the spelling.");
      }
      Path file = SourceRules.real(path.get());
      if (file.startsWith(real)) {
        Optional<String> beneath =
            file.equals(real) ? Optional.empty() : Optional.of(SourcePaths.textOf(real, file));
        return new Place(Optional.empty(), Optional.of(source.key()), beneath);
      }
    }
    return Place.refused(
        Refusal.OUTSIDE,
        "The path lies outside of every source.",
        "Add a source for its folder first.");
  }

  @Override
  public CompletionStage<Optional<SessionProgress>> session(OrgId org, SessionId session) {
    return entities
        .ask(new ImportSessionKey(org, session), ImportSessionCommand.Inspect::new)
        .thenApply(
            reply ->
                reply instanceof ImportSessionReply.Inspected inspected
                    ? Optional.of(progress(session, inspected.facts()))
                    : Optional.empty());
  }

  private SessionProgress progress(SessionId session, ImportFacts facts) {
    return new SessionProgress(
        session,
        Optional.of(facts.source()),
        facts.endedAt().isPresent(),
        facts.counts().seen(),
        facts.counts().fresh(),
        facts.counts().known(),
        facts.counts().unsupported(),
        facts.counts().failed(),
        facts.endedAt().isPresent() ? 0 : facts.counts().left(),
        eta(facts),
        facts.startedAt(),
        facts.endedAt(),
        facts.trouble(),
        facts.lines().stream()
            .map(line -> new ReportLine(line.path(), line.code(), line.words()))
            .toList());
  }

  private Optional<Long> eta(ImportFacts facts) {
    long decided = facts.counts().decided();
    if (facts.endedAt().isPresent() || decided == 0) {
      return Optional.empty();
    }
    long elapsed = Duration.between(facts.startedAt(), clock.instant()).toSeconds();
    return Optional.of(Math.max(1, facts.counts().left() * Math.max(1, elapsed) / decided));
  }
}
