package dev.muninn.http.pipeline;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.Story;
import dev.muninn.http.auth.People;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.Offload;
import dev.muninn.http.route.QueryParams;
import dev.muninn.http.route.Replies;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/pipeline}, the story and the retry of an item, {@code /api/v1/index}. */
public final class PipelineRoutes {
  private static final int MAX_PAGE = 500;
  private static final int DEFAULT_PAGE = 100;
  private final PipelineBoard board;
  private final Imports imports;
  private final IndexStatus index;
  private final People people;
  private final Offload blocking;

  public PipelineRoutes(
      PipelineBoard board, Imports imports, IndexStatus index, People people, Offload blocking) {
    this.board = board;
    this.imports = imports;
    this.index = index;
    this.people = people;
    this.blocking = blocking;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/pipeline")
            .needs(Scope.PIPELINE_READ)
            .summary("How many items stand where, and what each stage owes")
            .query("session", "string", "Only what this import brought")
            .replies(200, "The counts", PipelineWire.Counts.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(this::counts),
        ApiRoute.get("/api/v1/pipeline/items")
            .needs(Scope.PIPELINE_READ)
            .summary("The list behind a number")
            .query("status", "string", "ready, waiting, running, failed, quarantined or trashed")
            .query("stage", "string", "Only items that stand at this stage")
            .query("code", "string", "Only items with this error code")
            .query("session", "string", "Only what this import brought")
            .query("cursor", "string", "From the page before")
            .query("limit", "integer", "1..500, else 100")
            .replies(200, "A page", PipelineWire.ItemPage.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_CURSOR, Problem.NOT_FOUND)
            .handledBy(this::items),
        ApiRoute.get("/api/v1/media/{id}/pipeline")
            .needs(Scope.PIPELINE_READ)
            .summary("What happened to an item, event by event")
            .replies(200, "Its story", PipelineWire.ItemStory.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(this::story),
        ApiRoute.post("/api/v1/media/{id}/retry")
            .needs(Scope.MEDIA_WRITE)
            .summary("Try an item's failed or quarantined work again")
            .body(PipelineWire.RetryRequest.class)
            .replies(202, "It is tried again", PipelineWire.Retried.class)
            .problems(Problem.NOT_FOUND, Problem.NOT_OWED, Problem.TRASHED, Problem.GONE)
            .handledBy(this::retry),
        ApiRoute.get("/api/v1/index")
            .needs(Scope.INDEX_READ)
            .summary("The vector indexes of this node")
            .query("recall", "string", "estimate: in the background, unless that was done lately")
            .problems(Problem.BAD_REQUEST)
            .replies(200, "Their state", PipelineWire.Index.class)
            .handledBy(this::index));
  }

  private CompletionStage<HttpResponse> counts(ApiRequest request) {
    Optional<SessionId> session = sessionOf(request.query());
    return known(request, session)
        .thenCompose(known -> board.counts(request.org(), known))
        .thenApply(counts -> Replies.json(200, PipelineWire.Counts.of(counts)));
  }

  private CompletionStage<HttpResponse> items(ApiRequest request) {
    QueryParams query = request.query();
    PipelineFilter filter =
        new PipelineFilter(
            query.word("status", List.of(MediaStatus.values()), MediaStatus::word),
            query.word("stage", List.of(StageName.values()), StageName::word),
            query.word("code", List.of(ErrorCode.values()), ErrorCode::code),
            sessionOf(query));
    int limit = query.number("limit", 1, MAX_PAGE, DEFAULT_PAGE);
    return known(request, filter.session())
        .thenCompose(known -> board.items(request.org(), filter, query.cursor(), limit))
        .thenApply(page -> Replies.json(200, PipelineWire.ItemPage.of(page)));
  }

  private static Optional<SessionId> sessionOf(QueryParams query) {
    try {
      return query.text("session", 100).map(SessionId::new);
    } catch (IllegalArgumentException e) {
      throw noSession();
    }
  }

  /** The import, when it is one of the org; another org's is 404 like none. */
  private CompletionStage<Optional<SessionId>> known(
      ApiRequest request, Optional<SessionId> session) {
    return session.isEmpty()
        ? CompletableFuture.completedFuture(session)
        : imports
            .session(request.org(), session.get())
            .thenApply(found -> found.map(p -> session).orElseThrow(PipelineRoutes::noSession));
  }

  private static ProblemException noSession() {
    return new ProblemException(Problem.NOT_FOUND, "There is no such import.");
  }

  private CompletionStage<HttpResponse> story(ApiRequest request) {
    return board
        .story(request.org(), request.mediaId())
        .thenApply(story -> story.orElseThrow(PipelineRoutes::nothing))
        .thenCompose(story -> named(request, story))
        .thenApply(story -> Replies.json(200, story));
  }

  private CompletionStage<PipelineWire.ItemStory> named(ApiRequest request, Story story) {
    return story.events().stream().allMatch(event -> event.by().isEmpty())
        ? CompletableFuture.completedFuture(PipelineWire.ItemStory.of(story, Map.of()))
        : people.of(request.org()).thenApply(names -> PipelineWire.ItemStory.of(story, names));
  }

  private CompletionStage<HttpResponse> retry(ApiRequest request) {
    MediaId item = request.mediaId();
    Optional<StageName> stage =
        request.hasBody()
            ? Optional.ofNullable(request.json(PipelineWire.RetryRequest.class).stage())
                .map(PipelineRoutes::stageOf)
            : Optional.empty();
    return board
        .retry(request.org(), item, stage, request.caller().id())
        .thenApply(reply -> retried(item, reply));
  }

  private static StageName stageOf(String word) {
    return Fields.oneOf("stage", word, List.of(StageName.values()), StageName::word);
  }

  private static HttpResponse retried(MediaId item, MediaItemReply reply) {
    if (reply instanceof MediaItemReply.Accepted accepted) {
      return retried(item, accepted.sequenceNr());
    }
    if (reply instanceof MediaItemReply.AlreadyDone done) {
      return retried(item, done.sequenceNr());
    }
    if (reply instanceof MediaItemReply.Rejected rejected) {
      throw Problems.ofRejection(rejected);
    }
    throw new IllegalStateException("no answer to a retry: " + reply);
  }

  private static HttpResponse retried(MediaId item, long sequenceNr) {
    return Replies.accepted(
        new PipelineWire.Retried(item.value(), sequenceNr),
        "/api/v1/media/" + item.value() + "/pipeline");
  }

  private CompletionStage<HttpResponse> index(ApiRequest request) {
    if (request.query().word("recall", List.of("estimate"), word -> word).isPresent()) {
      index.wantRecall(request.org());
    }
    return blocking.run(() -> indexOf(request.org())).thenApply(found -> Replies.json(200, found));
  }

  private PipelineWire.Index indexOf(OrgId org) {
    return new PipelineWire.Index(
        index.partitions(org).stream().map(PipelineWire.Partition::of).toList(),
        index.text(org).map(PipelineWire.Text::of));
  }

  private static ProblemException nothing() {
    return new ProblemException(Problem.NOT_FOUND, "There is no such item in this org.");
  }
}
