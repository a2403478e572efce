package dev.muninn.http.sources;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.Replies;
import dev.muninn.media.Custody;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/sources} and {@code /api/v1/ingest}. */
public final class SourceRoutes {
  private static final String SESSIONS = "/api/v1/ingest/sessions/";
  private static final int MAX_PATH = 4096;
  private static final int MAX_GLOBS = 100;
  private final Imports imports;
  private final PipelineBoard board;

  public SourceRoutes(Imports imports, PipelineBoard board) {
    this.imports = imports;
    this.board = board;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/sources")
            .needs(Scope.SOURCES_READ)
            .summary("The folders that are indexed")
            .replies(200, "The sources", SourceWire.SourceList.class)
            .handledBy(this::list),
        ApiRoute.post("/api/v1/sources")
            .needs(Scope.SOURCES_WRITE)
            .summary("Name a folder of the server to index: copied into the pool, or in place")
            .body(SourceWire.NewSource.class)
            .replies(201, "The source", SourceWire.SourceCreated.class)
            .problems(
                Problem.BAD_REQUEST,
                Problem.NOT_FOUND,
                Problem.OVERLAPS,
                Problem.NOT_READABLE,
                Problem.INVALID_SOURCE)
            .handledBy(this::create),
        ApiRoute.post("/api/v1/sources/{id}/scan")
            .needs(Scope.SOURCES_WRITE)
            .summary("Scan a source, or name the scan that is running")
            .replies(202, "It runs; Location shows how far", SourceWire.SessionStarted.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(this::scan),
        ApiRoute.post("/api/v1/sources/{id}/confirm")
            .needs(Scope.SOURCES_WRITE)
            .summary(
                "Say that the folder there now is the right one, and scan it: the rest is gone")
            .replies(202, "It runs; Location shows how far", SourceWire.SessionStarted.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(this::confirm),
        ApiRoute.post("/api/v1/ingest/start")
            .needs(Scope.SOURCES_WRITE)
            .summary("Import one file or folder beneath the root of a source")
            .body(SourceWire.StartImport.class)
            .replies(202, "It runs; Location shows how far", SourceWire.SessionStarted.class)
            .problems(Problem.BAD_REQUEST, Problem.OUTSIDE_SOURCES, Problem.NOT_FOUND)
            .handledBy(this::start),
        ApiRoute.get("/api/v1/ingest/sessions/{id}")
            .needs(Scope.SOURCES_READ)
            .summary("An import with live numbers and what was not taken in")
            .replies(200, "The import", SourceWire.SessionView.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(this::session));
  }

  private CompletionStage<HttpResponse> list(ApiRequest request) {
    return imports
        .sources(request.org())
        .thenApply(rows -> rows.stream().map(SourceWire.SourceView::of).toList())
        .thenApply(views -> Replies.json(200, new SourceWire.SourceList(views)));
  }

  private CompletionStage<HttpResponse> create(ApiRequest request) {
    SourceWire.NewSource wish = request.json(SourceWire.NewSource.class);
    return imports
        .create(request.org(), specOf(wish), request.caller().id())
        .thenApply(SourceRoutes::outcome);
  }

  private static Imports.SourceSpec specOf(SourceWire.NewSource wish) {
    return new Imports.SourceSpec(
        Fields.text("name", wish.name(), 1, 200),
        Fields.text("root", wish.root(), 1, MAX_PATH),
        Fields.oneOf(
            "custody",
            wish.custody() == null ? "copy" : wish.custody(),
            List.of(Custody.values()),
            SourceWire::word),
        Boolean.TRUE.equals(wish.watch()),
        globs("include", wish.include()),
        globs("exclude", wish.exclude()));
  }

  private static List<String> globs(String name, List<String> given) {
    List<String> globs = given == null ? List.of() : given;
    Fields.require(globs.size() <= MAX_GLOBS, name, "has at most " + MAX_GLOBS + " patterns");
    globs.forEach(glob -> Fields.text(name, glob, 1, 500));
    return globs;
  }

  private CompletionStage<HttpResponse> scan(ApiRequest request) {
    return imports
        .scan(request.org(), request.id("id", SourceId::new), request.caller().id())
        .thenApply(
            session -> session.map(SourceRoutes::started).orElseThrow(() -> nothing("source")));
  }

  private CompletionStage<HttpResponse> confirm(ApiRequest request) {
    return imports
        .confirm(request.org(), request.id("id", SourceId::new), request.caller().id())
        .thenApply(
            session -> session.map(SourceRoutes::started).orElseThrow(() -> nothing("source")));
  }

  private CompletionStage<HttpResponse> start(ApiRequest request) {
    SourceWire.StartImport wish = request.json(SourceWire.StartImport.class);
    String path = Fields.text("path", wish.path(), 1, MAX_PATH);
    return imports
        .start(request.org(), path, request.caller().id())
        .thenApply(SourceRoutes::outcome);
  }

  private CompletionStage<HttpResponse> session(ApiRequest request) {
    return imports
        .session(request.org(), request.id("id", SessionId::new))
        .thenCompose(
            found ->
                found
                    .map(progress -> shown(request, progress))
                    .orElseThrow(() -> nothing("import")));
  }

  private CompletionStage<HttpResponse> shown(
      ApiRequest request, Imports.SessionProgress progress) {
    return board
        .counts(request.org(), Optional.of(progress.sessionId()))
        .thenApply(items -> Replies.json(200, SourceWire.SessionView.of(progress, items)));
  }

  private static HttpResponse outcome(Imports.SourceOutcome outcome) {
    if (outcome instanceof Imports.SourceOutcome.Created created) {
      return Replies.json(201, new SourceWire.SourceCreated(created.sourceId().value()));
    }
    if (outcome instanceof Imports.SourceOutcome.Started started) {
      return started(started.sessionId());
    }
    if (outcome instanceof Imports.SourceOutcome.Refused refused) {
      throw Problems.ofRefusal(refused);
    }
    throw new IllegalStateException("an outcome without an answer: " + outcome);
  }

  private static HttpResponse started(SessionId session) {
    return Replies.accepted(
        new SourceWire.SessionStarted(session.value()), SESSIONS + session.value());
  }

  private static ProblemException nothing(String what) {
    return new ProblemException(Problem.NOT_FOUND, "There is no such " + what + ".");
  }
}
