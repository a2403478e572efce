package dev.muninn.http.openapi;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.util.ByteString;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Offload;
import dev.muninn.http.route.Replies;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The start page, the OpenAPI document and its page. */
public final class DocsRoutes {
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final String HTML = "text/html; charset=UTF-8";
  private static final String SCRIPT = "text/javascript; charset=UTF-8";
  private static final String STYLE = "text/css; charset=UTF-8";
  private final Supplier<byte[]> document;
  private final Offload blocking;

  /** The document is asked for when it is served: it describes these routes too. */
  public DocsRoutes(Supplier<byte[]> document, Offload blocking) {
    this.document = document;
    this.blocking = blocking;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/")
            .open("says what this is")
            .summary("A page that says what this is")
            .replies(200, "The page", HTML)
            .handledBy(r -> page("/web/start.html", HTML)),
        ApiRoute.get("/openapi.json")
            .open("how to call it is no secret")
            .summary("This document")
            .replies(200, "OpenAPI 3.1", "application/json")
            .handledBy(this::openApi),
        ApiRoute.get("/docs")
            .open("how to call it is no secret")
            .summary("This document as a page")
            .replies(200, "The page", HTML)
            .handledBy(r -> page("/web/docs.html", HTML)),
        ApiRoute.get("/docs/{file}")
            .open("parts of the page")
            .summary("Scripts and styles of the pages")
            .replies(200, "The file", SCRIPT)
            .problems(Problem.NOT_FOUND)
            .handledBy(this::file));
  }

  private CompletionStage<HttpResponse> openApi(ApiRequest request) {
    return Replies.now(
        HttpResponse.create()
            .withEntity(
                HttpEntities.create(
                    ContentTypes.APPLICATION_JSON, ByteString.fromArrayUnsafe(document.get()))));
  }

  private CompletionStage<HttpResponse> file(ApiRequest request) {
    return switch (request.pathValue("file")) {
      case "start.css" -> page("/web/start.css", STYLE);
      case "docs.js" -> page("/web/docs.js", SCRIPT);
      case "swagger-ui.css" -> page(WEBJAR + "swagger-ui.css", STYLE);
      case "swagger-ui-bundle.js" -> page(WEBJAR + "swagger-ui-bundle.js", SCRIPT);
      default -> throw new ProblemException(Problem.NOT_FOUND, "The pages have no such part.");
    };
  }

  private CompletionStage<HttpResponse> page(String resource, String contentType) {
    return blocking.run(() -> StaticPages.of(resource, contentType));
  }
}
