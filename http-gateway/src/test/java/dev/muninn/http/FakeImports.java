package dev.muninn.http;

import dev.muninn.catalog.Imports;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sources and imports: one outcome for all that is asked. */
final class FakeImports implements Imports {
  volatile Optional<SessionProgress> progress = Optional.empty();
  volatile SourceOutcome outcome = new SourceOutcome.Created(SourceId.random());

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletionStage<SourceOutcome> create(OrgId org, SourceSpec spec, ParticipantId by) {
    return now(outcome);
  }

  @Override
  public CompletionStage<List<SourceRow>> sources(OrgId org) {
    return now(List.of());
  }

  @Override
  public CompletionStage<Optional<SessionId>> scan(OrgId org, SourceId source, ParticipantId by) {
    return now(
        outcome instanceof SourceOutcome.Created made && made.sourceId().equals(source)
            ? Optional.of(SessionId.random())
            : Optional.empty());
  }

  @Override
  public CompletionStage<Optional<SessionId>> confirm(
      OrgId org, SourceId source, ParticipantId by) {
    return scan(org, source, by);
  }

  @Override
  public CompletionStage<SourceOutcome> start(OrgId org, String path, ParticipantId by) {
    return now(outcome);
  }

  @Override
  public CompletionStage<Optional<SessionProgress>> session(OrgId org, SessionId session) {
    return now(progress.filter(p -> p.sessionId().equals(session) && org.equals(TestGateway.HOME)));
  }
}
