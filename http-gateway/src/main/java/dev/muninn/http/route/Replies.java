package dev.muninn.http.route;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;
import dev.muninn.http.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The few shapes that answers have. */
public final class Replies {
  private Replies() {}

  public static HttpResponse json(int status, Object wire) {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(
            HttpEntities.create(
                ContentTypes.APPLICATION_JSON, ByteString.fromArrayUnsafe(Json.bytes(wire))));
  }

  /** 202 with the address where what goes on can be watched. */
  public static HttpResponse accepted(Object wire, String location) {
    return json(202, wire).addHeader(RawHeader.create("Location", location));
  }

  public static HttpResponse empty(int status) {
    return HttpResponse.create().withStatus(StatusCodes.get(status));
  }

  public static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
