package dev.muninn.ingest.pipeline;

import dev.muninn.ingest.stage.Stage;
import dev.muninn.ingest.stage.StageInput;
import dev.muninn.ingest.stage.StageOutcome;
import dev.muninn.ingest.stage.StageOutcome.FailedStep;
import dev.muninn.media.BlobKey;
import dev.muninn.media.Custody;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.StageResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The local pass without files: does what is due at once, except where the test says otherwise. */
final class FakeStage implements Stage {
  final List<StageInput> runs = new CopyOnWriteArrayList<>();
  final List<StageOutcome> discarded = new CopyOnWriteArrayList<>();
  private final Map<MediaId, CompletableFuture<StageOutcome>> waiting = new ConcurrentHashMap<>();
  private final Map<MediaId, CompletableFuture<StageOutcome>> held = new ConcurrentHashMap<>();
  private final Map<MediaId, ErrorCode> failing = new ConcurrentHashMap<>();

  /** Runs of this item do not end before {@link #finish}. */
  void hold(MediaItemKey key) {
    held.put(key.mediaId(), new CompletableFuture<>());
  }

  boolean runs(MediaItemKey key) {
    return waiting.containsKey(key.mediaId());
  }

  int running() {
    return waiting.size();
  }

  long runsOf(MediaItemKey key) {
    return runs.stream().filter(run -> run.facts().mediaId().equals(key.mediaId())).count();
  }

  StageInput lastRun(MediaItemKey key) {
    return runs.stream()
        .filter(run -> run.facts().mediaId().equals(key.mediaId()))
        .reduce((before, last) -> last)
        .orElseThrow();
  }

  /** The held run ends well, and later ones are not held. */
  void finish(MediaItemKey key) {
    held.remove(key.mediaId()).complete(done(lastRun(key)));
  }

  void fail(MediaItemKey key, ErrorCode code) {
    failing.put(key.mediaId(), code);
  }

  @Override
  public Set<StageName> covers() {
    return Set.of(StageName.STORE, StageName.DESCRIBE, StageName.PREVIEW);
  }

  @Override
  public CompletionStage<StageOutcome> run(StageInput input) {
    MediaId id = input.facts().mediaId();
    runs.add(input);
    CompletableFuture<StageOutcome> end = held.get(id);
    if (end == null) {
      ErrorCode code = failing.get(id);
      return CompletableFuture.completedFuture(code == null ? done(input) : failed(input, code));
    }
    waiting.put(id, end);
    return end.whenComplete((done, failure) -> waiting.remove(id));
  }

  @Override
  public void discard(StageOutcome outcome) {
    discarded.add(outcome);
  }

  private static StepRun step(StageInput input) {
    return new StepRun(input.node(), input.attempt(), Instant.now(), 1);
  }

  private static StageOutcome failed(StageInput input, ErrorCode code) {
    FailedStep step =
        new FailedStep(
            input.due().iterator().next(), new StageFailure(code, "so it was"), step(input));
    return new StageOutcome(List.of(), Optional.of(step), Optional.empty());
  }

  static StageOutcome done(StageInput input) {
    List<StageResult> results = new ArrayList<>();
    for (StageName stage : input.due()) {
      if (stage.compareTo(StageName.PREVIEW) <= 0) {
        results.add(result(stage, input));
      }
    }
    return new StageOutcome(results, Optional.empty(), Optional.empty());
  }

  private static StageResult result(StageName stage, StageInput input) {
    if (stage == StageName.STORE) {
      BlobKey blob = BlobKey.of(input.facts().org(), ViewFixture.HASH, MediaType.JPEG);
      return new StageResult.Stored(Optional.of(blob), Custody.COPY, "v", step(input));
    }
    if (stage == StageName.DESCRIBE) {
      return new StageResult.Described(FactLayer.CAMERA, picture(), step(input));
    }
    RunId run = RunId.random();
    DerivedKey proxy =
        DerivedKey.of(input.facts().org(), input.facts().mediaId(), run, "proxy-0.jpg");
    return new StageResult.Previewed(
        run, 1, 1, List.of(), List.of(new Segment(0, 0, 0, proxy)), step(input));
  }

  private static Description picture() {
    return new Description(
        MediaKind.IMAGE,
        Optional.of(4),
        Optional.of(3),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
