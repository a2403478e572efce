package dev.muninn.http;

import dev.muninn.catalog.CannotPauseException;
import dev.muninn.catalog.Digests;
import dev.muninn.catalog.FileChecks;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.catalog.ProjectionStates;
import dev.muninn.catalog.Rebuilds;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The ports of operating a node, by hand; they remember what was asked of them. */
final class FakeOperation
    implements Rebuilds, Digests, FileChecks, PipelineControl, ProjectionStates {
  private static final Instant THEN = FakePorts.THEN;
  private final Map<String, Rebuilds.Rebuild> rebuilds = new LinkedHashMap<>();
  private final Map<String, FileChecks.Check> checks = new LinkedHashMap<>();
  private final Map<String, OrgId> checked = new LinkedHashMap<>();
  final Map<StageName, PipelineControl.Pause> pauses = new EnumMap<>(StageName.class);
  final List<PipelineControl.RetryChoice> retries = new ArrayList<>();
  volatile boolean behind;
  int released;

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletionStage<Rebuilds.Rebuild> start(Rebuilds.Target target) {
    Rebuilds.Rebuild rebuild =
        new Rebuilds.Rebuild(
            "rebuild-" + rebuilds.size(),
            target,
            Rebuilds.State.RUNNING,
            THEN,
            Optional.empty(),
            List.of(new Rebuilds.Part("media_view", Rebuilds.State.RUNNING, 7, 10)),
            Optional.empty());
    rebuilds.put(rebuild.rebuildId(), rebuild);
    return now(rebuild);
  }

  @Override
  public CompletionStage<Optional<Rebuilds.Rebuild>> find(String rebuildId) {
    return now(Optional.ofNullable(rebuilds.get(rebuildId)));
  }

  @Override
  public CompletionStage<Optional<Rebuilds.Rebuild>> latest() {
    return now(rebuilds.values().stream().reduce((a, b) -> b));
  }

  @Override
  public CompletionStage<Digests.ReplayDigest> replay() {
    if (behind) {
      return CompletableFuture.failedFuture(new IllegalStateException("The index is behind."));
    }
    return now(new Digests.ReplayDigest("aa", List.of(new Digests.Part("media_view", 3, "bb"))));
  }

  @Override
  public CompletionStage<Digests.ContentDigest> content(OrgId org) {
    return now(
        new Digests.ContentDigest(
            "content of " + org, 1, List.of(new Digests.ItemDigest("hash", "cc"))));
  }

  @Override
  public CompletionStage<FileChecks.Check> start(
      OrgId org, FileChecks.Extent extent, ParticipantId by) {
    FileChecks.Check check =
        new FileChecks.Check(
            "check-" + checks.size(),
            extent,
            false,
            5,
            500,
            2,
            THEN,
            Optional.empty(),
            List.of(
                new FileChecks.Finding(
                    FileChecks.Fault.DERIVED_MISSING,
                    "derived/a.jpg",
                    Optional.of(Rows.id("homedog")),
                    "It is not there.",
                    FileChecks.Outcome.REMADE)),
            Optional.empty());
    checks.put(check.checkId(), check);
    checked.put(check.checkId(), org);
    return now(check);
  }

  @Override
  public CompletionStage<Optional<FileChecks.Check>> find(OrgId org, String checkId) {
    return now(Optional.ofNullable(checks.get(checkId)).filter(c -> mine(org, c)));
  }

  private boolean mine(OrgId org, FileChecks.Check check) {
    return org.equals(checked.get(check.checkId()));
  }

  @Override
  public CompletionStage<Optional<FileChecks.Check>> latest(OrgId org) {
    return now(checks.values().stream().filter(c -> mine(org, c)).reduce((a, b) -> b));
  }

  @Override
  public CompletionStage<PipelineControl.RetryOutcome> retry(
      OrgId org, PipelineControl.RetryChoice choice, ParticipantId by) {
    retries.add(choice);
    List<MediaId> strangers =
        choice instanceof PipelineControl.RetryChoice.Named named ? named.items() : List.of();
    return now(new PipelineControl.RetryOutcome(3, 1, strangers));
  }

  @Override
  public CompletionStage<PipelineControl.Pause> pause(
      OrgId org, StageName stage, String reason, ParticipantId by) {
    if (stage == StageName.HASH) {
      return CompletableFuture.failedFuture(new CannotPauseException("It has no work."));
    }
    PipelineControl.Pause pause = new PipelineControl.Pause(stage, reason, by, THEN);
    pauses.put(stage, pause);
    return now(pause);
  }

  @Override
  public CompletionStage<Boolean> resume(OrgId org, StageName stage, ParticipantId by) {
    return now(pauses.remove(stage) != null);
  }

  @Override
  public CompletionStage<List<PipelineControl.Pause>> paused(OrgId org) {
    return now(List.copyOf(pauses.values()));
  }

  @Override
  public CompletionStage<ProjectionStates.States> states() {
    return now(
        new ProjectionStates.States(
            List.of(new ProjectionStates.Projection("media_view", 4, 120)),
            List.of(parked("home"), parked("others")),
            Optional.of(new ProjectionStates.Holder("psql", "muninn", 60_000))));
  }

  private static ProjectionStates.Parked parked(String org) {
    return new ProjectionStates.Parked(
        "media_view", "MediaItem|" + org + ".abc", 3, "no such column", THEN);
  }

  @Override
  public CompletionStage<ProjectionStates.Released> release() {
    released++;
    return now(new ProjectionStates.Released(2, 1));
  }
}
