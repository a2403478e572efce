package dev.muninn.ingest.stage;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.DerivedStore.Workbench;
import dev.muninn.blob.StagingArea;
import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.stage.StageOutcome.FailedStep;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaKind;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.StageResult;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Store, describe and preview in one run over one local file: as many of them as the item owes, in
 * this order. What was done before a step failed is reported with the failure.
 */
public final class LocalPass implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPass.class);

  private final StoreStage store;
  private final DescribeStage describe;
  private final PreviewStage preview;
  private final BlobStore blobs;
  private final StagingArea staging;
  private final SourceFiles sources;
  private final DerivedStore derived;
  private final Executor executor;
  private final Clock clock;

  /**
   * @param executor where the work blocks: muninn.stage-dispatcher
   */
  public LocalPass(
      BlobStore blobs,
      StagingArea staging,
      SourceFiles sources,
      DerivedStore derived,
      DecodingTools tools,
      Executor executor,
      Clock clock) {
    this.store = new StoreStage(blobs, staging, sources);
    this.describe = new DescribeStage(tools);
    this.preview = new PreviewStage(tools, derived);
    this.blobs = blobs;
    this.staging = staging;
    this.sources = sources;
    this.derived = derived;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public Set<StageName> covers() {
    return Set.of(StageName.STORE, StageName.DESCRIBE, StageName.PREVIEW);
  }

  @Override
  public CompletionStage<StageOutcome> run(StageInput input) {
    return CompletableFuture.supplyAsync(() -> new Pass(input).outcome(), executor);
  }

  @Override
  public void discard(StageOutcome outcome) {
    for (StageResult result : outcome.results()) {
      if (result instanceof StageResult.Previewed made) {
        made.derived().forEach(file -> discard(file.key()));
        made.segments().forEach(segment -> discard(segment.proxy()));
      }
    }
  }

  private void discard(DerivedKey key) {
    try {
      derived.discard(key);
    } catch (IOException e) {
      LOG.warn("event=derived-not-discarded key={}", key.value(), e);
    }
  }

  /** One run; used by one thread. */
  private final class Pass {
    private final StageInput input;
    private final ItemFacts facts;
    private final List<StageResult> results = new ArrayList<>();
    private StageName stage = StageName.STORE;
    private Instant startedAt = clock.instant();
    private long startedNs = System.nanoTime();

    Pass(StageInput input) {
      this.input = input;
      this.facts = input.facts();
    }

    StageOutcome outcome() {
      try {
        steps();
        return new StageOutcome(results, Optional.empty(), Optional.empty());
      } catch (PlaceLostException e) {
        return new StageOutcome(List.of(), Optional.empty(), Optional.of(e.lost()));
      } catch (StepFailedException e) {
        return failed(e.failure());
      } catch (RuntimeException e) {
        LOG.error(
            "stage={} org={} mediaId={} attempt={} gave up on a broken invariant",
            stage.word(),
            facts.org(),
            facts.mediaId(),
            input.attempt(),
            e);
        return failed(new StageFailure(ErrorCode.INTERNAL, e.getClass().getSimpleName()));
      }
    }

    private StageOutcome failed(StageFailure failure) {
      FailedStep step = new FailedStep(stage, failure, step());
      return new StageOutcome(results, Optional.of(step), Optional.empty());
    }

    private void steps() throws StepFailedException, PlaceLostException {
      Set<StageName> due = input.due();
      if (due.contains(StageName.STORE)) {
        begin(StageName.STORE);
        StoreStage.Kept kept = store.store(facts);
        results.add(
            new StageResult.Stored(
                kept.blob(), facts.custody(), kept.volume(), kept.healedFrom(), step()));
      }
      boolean describes = due.contains(StageName.DESCRIBE);
      boolean previews = due.contains(StageName.PREVIEW) && facts.type().kind() != MediaKind.AUDIO;
      if (describes || previews) {
        begin(describes ? StageName.DESCRIBE : StageName.PREVIEW);
        look(describes, previews);
      }
    }

    private void look(boolean describes, boolean previews)
        throws StepFailedException, PlaceLostException {
      OriginalFile file = OriginalFile.find(facts, blobs, staging, sources);
      try (Workbench bench = derived.workbench()) {
        if (describes) {
          Description found = describe.describe(file, facts.type(), bench.folder());
          results.add(
              new StageResult.Described(DescribeStage.layerOf(facts.type()), found, step()));
        }
        if (previews) {
          begin(StageName.PREVIEW);
          PreviewStage.Shown shown = preview.preview(file, facts, bench.folder());
          results.add(
              new StageResult.Previewed(
                  shown.run(), 1, 1, shown.derived(), shown.segments(), step()));
        }
      } catch (IOException e) {
        throw IoFailures.explained(e, "preparing a working folder");
      }
    }

    private void begin(StageName next) {
      stage = next;
      startedAt = clock.instant();
      startedNs = System.nanoTime();
    }

    private StepRun step() {
      long elapsedMs = (System.nanoTime() - startedNs) / 1_000_000;
      return new StepRun(input.node(), input.attempt(), startedAt, elapsedMs);
    }
  }
}
