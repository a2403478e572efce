package dev.muninn.http.idempotency;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import dev.muninn.http.auth.Caller;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.Offload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does a thing once per key. Answers that are a success are kept and given again; a request that
 * failed leaves nothing, so it can be sent again with its key.
 */
public final class Idempotency {
  public static final String HEADER = "Idempotency-Key";
  private static final String KEY = "[\\x21-\\x7e]{1,200}";
  private final IdempotencyStore store;
  private final Offload database;

  public Idempotency(IdempotencyStore store, Offload database) {
    this.store = store;
    this.database = database;
  }

  /** Checks the form of a key; a bad one is 400. */
  public static String checked(String key) {
    if (!key.matches(KEY)) {
      throw new ProblemException(
          Problem.BAD_REQUEST, "An Idempotency-Key has 1 to 200 visible ASCII characters.");
    }
    return key;
  }

  /** The answer of {@code work}, or the one that was given to the same key and payload before. */
  public CompletionStage<HttpResponse> once(
      Caller caller, String key, String payloadHash, Supplier<CompletionStage<HttpResponse>> work) {
    String good = checked(key);
    return database
        .run(() -> store.claim(caller, good, payloadHash))
        .thenCompose(claim -> answered(claim, caller, good, work));
  }

  private CompletionStage<HttpResponse> answered(
      IdempotencyStore.Claim claim,
      Caller caller,
      String key,
      Supplier<CompletionStage<HttpResponse>> work) {
    if (claim instanceof IdempotencyStore.Claim.Answered answered) {
      return CompletableFuture.completedFuture(responseOf(answered.answer()));
    }
    if (claim instanceof IdempotencyStore.Claim.OtherPayload) {
      throw new ProblemException(
          Problem.IDEMPOTENCY_CONFLICT, "Another request was sent with this key before.");
    }
    if (claim instanceof IdempotencyStore.Claim.Running) {
      throw new ProblemException(
          Problem.IDEMPOTENCY_RUNNING, "It has no answer yet.", Problems.retryAfter(1));
    }
    return started(work)
        .handle((response, failure) -> kept(caller, key, response, failure))
        .thenCompose(Function.identity());
  }

  private static CompletionStage<HttpResponse> started(
      Supplier<CompletionStage<HttpResponse>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<HttpResponse> kept(
      Caller caller, String key, HttpResponse response, Throwable failure) {
    if (failure != null || !response.status().isSuccess()) {
      return database
          .run(() -> released(caller, key))
          .exceptionally(e -> key)
          .thenCompose(
              done ->
                  failure == null
                      ? CompletableFuture.completedFuture(response)
                      : CompletableFuture.failedFuture(failure));
    }
    return database.run(() -> completed(caller, key, response));
  }

  private String released(Caller caller, String key) throws Exception {
    store.release(caller, key);
    return key;
  }

  private HttpResponse completed(Caller caller, String key, HttpResponse response)
      throws Exception {
    store.complete(caller, key, answerOf(response));
    return response;
  }

  private static IdempotencyStore.Answer answerOf(HttpResponse response) {
    if (response.entity() instanceof HttpEntity.Strict body) {
      return new IdempotencyStore.Answer(
          response.status().intValue(),
          response.getHeader("Location").map(HttpHeader::value),
          body.getData().utf8String());
    }
    throw new IllegalStateException("only small answers can be given twice");
  }

  private static HttpResponse responseOf(IdempotencyStore.Answer answer) {
    HttpResponse plain = HttpResponse.create().withStatus(StatusCodes.get(answer.status()));
    HttpResponse full =
        answer.body().isEmpty()
            ? plain
            : plain.withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, answer.body()));
    return answer
        .location()
        .map(to -> full.addHeader(RawHeader.create("Location", to)))
        .orElse(full);
  }
}
