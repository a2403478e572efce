package dev.muninn.http.pipeline;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.QueryParams;
import dev.muninn.http.route.Replies;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.StageName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Steers the pipeline of the org: tries items again, pauses stages and resumes them. */
public final class ControlRoutes {
  private static final int MAX_ITEMS = 1000;
  private static final int MAX_REASON = 200;
  private static final String NO_REASON = "no reason was given";

  /** All quarantined items of a large org are asked one by one. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final PipelineControl control;

  public ControlRoutes(PipelineControl control) {
    this.control = control;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/pipeline/retry")
            .needs(Scope.PIPELINE_WRITE)
            .summary("Try failed and quarantined work again: of items, a stage, a code, or all")
            .body(ControlWire.RetryWish.class)
            .replies(200, "They were asked", ControlWire.RetryOutcome.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_JSON)
            .timeout(PATIENCE)
            .handledBy(this::retry),
        ApiRoute.post("/api/v1/pipeline/stages/{stage}/pause")
            .needs(Scope.OPERATION_WRITE)
            .summary("Begin nothing new of a stage until it is resumed")
            .body(ControlWire.PauseWish.class)
            .replies(200, "It is paused", ControlWire.StageState.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_JSON, Problem.CANNOT_PAUSE)
            .handledBy(this::pause),
        ApiRoute.post("/api/v1/pipeline/stages/{stage}/resume")
            .needs(Scope.OPERATION_WRITE)
            .summary("Let a paused stage go on")
            .replies(200, "It goes on", ControlWire.StageState.class)
            .problems(Problem.BAD_REQUEST)
            .handledBy(this::resume));
  }

  private CompletionStage<HttpResponse> retry(ApiRequest request) {
    PipelineControl.RetryChoice choice = choiceOf(request.json(ControlWire.RetryWish.class));
    return control
        .retry(request.org(), choice, request.caller().id())
        .thenApply(outcome -> Replies.json(200, ControlWire.RetryOutcome.of(outcome)));
  }

  private static PipelineControl.RetryChoice choiceOf(ControlWire.RetryWish wish) {
    boolean named = wish.mediaIds() != null;
    boolean matching = wish.stage() != null || wish.code() != null;
    boolean all = Boolean.TRUE.equals(wish.all());
    Fields.require(
        (named ? 1 : 0) + (matching ? 1 : 0) + (all ? 1 : 0) == 1,
        "mediaIds",
        "or else 'stage', 'code' or both, or else 'all' says which items are meant");
    return named
        ? new PipelineControl.RetryChoice.Named(idsOf(wish.mediaIds()))
        : new PipelineControl.RetryChoice.Matching(
            Optional.ofNullable(wish.stage()).map(ControlRoutes::stageOf),
            Optional.ofNullable(wish.code()).map(ControlRoutes::codeOf));
  }

  private static List<MediaId> idsOf(List<String> given) {
    Fields.require(
        !given.isEmpty() && given.size() <= MAX_ITEMS,
        "mediaIds",
        "has 1 to " + MAX_ITEMS + " entries");
    return given.stream().map(ControlRoutes::idOf).distinct().toList();
  }

  private static MediaId idOf(String text) {
    try {
      return new MediaId(Fields.text("mediaIds", text, 1, 100));
    } catch (IllegalArgumentException e) {
      throw QueryParams.bad("mediaIds", "has an entry that is no id of an item");
    }
  }

  private static StageName stageOf(String word) {
    return Fields.oneOf("stage", word, List.of(StageName.values()), StageName::word);
  }

  private static ErrorCode codeOf(String word) {
    return Fields.oneOf("code", word, List.of(ErrorCode.values()), ErrorCode::code);
  }

  private CompletionStage<HttpResponse> pause(ApiRequest request) {
    StageName stage = stageOf(request.pathValue("stage"));
    return control
        .pause(request.org(), stage, reasonOf(request), request.caller().id())
        .thenApply(pause -> state(stage, Optional.of(pause)));
  }

  private static String reasonOf(ApiRequest request) {
    String given = request.hasBody() ? request.json(ControlWire.PauseWish.class).reason() : null;
    return given == null ? NO_REASON : Fields.text("reason", given, 1, MAX_REASON);
  }

  private CompletionStage<HttpResponse> resume(ApiRequest request) {
    StageName stage = stageOf(request.pathValue("stage"));
    return control
        .resume(request.org(), stage, request.caller().id())
        .thenApply(wasPaused -> state(stage, Optional.empty()));
  }

  private static HttpResponse state(StageName stage, Optional<PipelineControl.Pause> pause) {
    return Replies.json(
        200, new ControlWire.StageState(stage.word(), pause.map(ControlWire.Paused::of)));
  }
}
