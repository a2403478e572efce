package dev.muninn.ingest.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.typesafe.config.ConfigFactory;
import dev.muninn.ingest.stage.Stage;
import dev.muninn.ingest.stage.StageInput;
import dev.muninn.ingest.stage.StageOutcome;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LocalRunTest {
  private final PipelineSettings settings =
      PipelineSettings.of(ConfigFactory.load().getConfig("muninn.ingest.pipeline"));
  private final List<MediaItemCommand> told = new ArrayList<>();

  @Test
  void anItemThatTookTooManyWorkersWithItIsGivenUpUntouched() throws Exception {
    Items items =
        (key, command) -> {
          try {
            told.add(command.apply(null));
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          return CompletableFuture.completedFuture(new MediaItemReply.Accepted(7));
        };
    LocalRun run =
        new LocalRun(
            new Untouched(),
            new ItemReports(items),
            Reach.ALONE,
            settings,
            Clock.systemUTC(),
            "home");
    Lease lease =
        new Lease(
            new MediaItemKey(new OrgId("home"), new MediaId("a".repeat(26))),
            Pass.LOCAL,
            "",
            StageName.PREVIEW,
            1,
            settings.giveUpAfter(),
            Set.of());

    assertEquals(7, run.work(lease).toCompletableFuture().get());

    MediaItemCommand.RecordFailure failure =
        assertInstanceOf(MediaItemCommand.RecordFailure.class, told.get(0));
    assertEquals(ErrorCode.WORKER_LOST, failure.failure().code());
    assertEquals(StageName.PREVIEW, failure.stage());
    assertEquals(1, told.size());
  }

  /** The file is not opened once more. */
  private static final class Untouched implements Stage {
    @Override
    public Set<StageName> covers() {
      return Set.of(StageName.PREVIEW);
    }

    @Override
    public CompletionStage<StageOutcome> run(StageInput input) {
      throw new AssertionError("ran with " + input);
    }

    @Override
    public void discard(StageOutcome outcome) {
      throw new AssertionError("made " + outcome);
    }
  }
}
