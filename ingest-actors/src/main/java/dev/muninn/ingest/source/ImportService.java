package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports;
import dev.muninn.ingest.source.ImportPaths.Place;
import dev.muninn.ingest.source.SourceViews.Owned;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceKey;
import dev.muninn.media.signal.SourceReply;
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
  private final Freshness freshness;
  private final Runnable nudge;
  private final Executor blocking;
  private final Clock clock;

  ImportService(ScanTools tools, SourceRules rules, Runnable nudge) {
    this.entities = tools.entities();
    this.views = tools.views();
    this.rules = rules;
    this.freshness = tools.freshness();
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

  @Override
  public CompletionStage<Optional<SessionId>> confirm(
      OrgId org, SourceId source, ParticipantId by) {
    SourceKey key = new SourceKey(org, source);
    return entities
        .ask(key, replyTo -> new SourceCommand.ConfirmFolder(by, replyTo))
        .thenCompose(done -> scan(key, Optional.empty(), by));
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

  private Place place(OrgId org, String absolutePath) {
    freshness.await(FRESHNESS);
    return ImportPaths.find(absolutePath, views.sources(org));
  }

  @Override
  public CompletionStage<Optional<SessionProgress>> session(OrgId org, SessionId session) {
    return entities
        .ask(new ImportSessionKey(org, session), ImportSessionCommand.Inspect::new)
        .thenApply(
            reply ->
                reply instanceof ImportSessionReply.Inspected inspected
                    ? Optional.of(ImportNumbers.of(session, inspected.facts(), clock.instant()))
                    : Optional.empty());
  }
}
