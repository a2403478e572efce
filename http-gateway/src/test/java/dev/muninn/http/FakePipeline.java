package dev.muninn.http;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.catalog.Story;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemReply;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the items of a library stand: all of them quarantined. */
final class FakePipeline implements PipelineBoard {
  private final Map<MediaId, MediaRow> rows;
  volatile Optional<PipelineFilter> lastItems = Optional.empty();
  volatile Optional<SessionId> lastSession = Optional.empty();
  volatile MediaItemReply retryReply = new MediaItemReply.Accepted(9);
  volatile Optional<ParticipantId> storyOf = Optional.empty();

  /** {@code rows} are those of the library. */
  FakePipeline(Map<MediaId, MediaRow> rows) {
    this.rows = rows;
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletionStage<PipelineCounts> counts(OrgId org, Optional<SessionId> session) {
    lastSession = session;
    return now(
        new PipelineCounts(
            0,
            7,
            1,
            1,
            1,
            1,
            2,
            1,
            List.of(
                new PipelineCounts.StageCount(
                    StageName.EMBED,
                    1,
                    1,
                    1,
                    Optional.of(5L),
                    Optional.of(
                        new PipelineControl.Pause(
                            StageName.EMBED,
                            "hot",
                            new ParticipantId("h".repeat(26)),
                            FakePorts.THEN)))),
            new PipelineCounts.Intake(true, "There is room.", 2, 1)));
  }

  @Override
  public CompletionStage<Page<PipelineItem>> items(
      OrgId org, PipelineFilter filter, Optional<String> cursor, int limit) {
    lastItems = Optional.of(filter);
    if (cursor.filter(c -> !c.matches("[0-9]+")).isPresent()) {
      return CompletableFuture.failedFuture(new BadCursorException(cursor.get()));
    }
    int from = cursor.map(Integer::parseInt).orElse(0);
    List<PipelineItem> mine =
        rows.values().stream()
            .filter(r -> r.org().equals(org))
            .sorted(Comparator.comparing(r -> r.mediaId().value()))
            .map(
                r ->
                    new PipelineItem(
                        r.mediaId(),
                        r.name(),
                        MediaStatus.QUARANTINED,
                        Optional.of(StageName.DESCRIBE),
                        1,
                        Optional.of(ErrorCode.BROKEN_FILE),
                        Optional.of("ends after 12 bytes"),
                        Optional.empty(),
                        FakePorts.THEN))
            .toList();
    int to = Math.min(mine.size(), from + limit);
    Optional<String> next = to < mine.size() ? Optional.of("" + to) : Optional.empty();
    return now(new Page<>(mine.subList(from, to), next, mine.size(), 0));
  }

  @Override
  public CompletionStage<Optional<Story>> story(OrgId org, MediaId mediaId) {
    return now(
        Optional.ofNullable(rows.get(mediaId))
            .filter(r -> r.org().equals(org))
            .map(r -> story(mediaId)));
  }

  private Story story(MediaId mediaId) {
    return new Story(
        mediaId,
        MediaStatus.FAILED,
        List.of(
            new Story.Step(
                StageName.EMBED,
                Story.StepStatus.FAILED,
                2,
                Optional.of("node-1"),
                Optional.of(FakePorts.THEN),
                Optional.of(12L),
                Optional.of(new StageFailure(ErrorCode.MODEL_FAILED, "out of memory")),
                Optional.of(FakePorts.THEN.plusSeconds(60)),
                List.of(
                    new Story.Attempt(
                        2,
                        "node-1",
                        FakePorts.THEN,
                        Optional.of(12L),
                        Story.AttemptOutcome.FAILED,
                        Optional.of(new StageFailure(ErrorCode.MODEL_FAILED, "out of memory")))),
                Optional.of("Is tried again by itself"))),
        List.of(new Story.Entry(1, "Acquired", FakePorts.THEN, "taken in", storyOf)));
  }

  @Override
  public CompletionStage<MediaItemReply> retry(
      OrgId org, MediaId mediaId, Optional<StageName> stage, ParticipantId by) {
    return now(retryReply);
  }
}
