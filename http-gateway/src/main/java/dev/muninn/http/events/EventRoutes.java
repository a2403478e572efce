package dev.muninn.http.events;

import akka.NotUsed;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.JavaFlowSupport;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.ChangeFeed;
import dev.muninn.http.auth.Authenticator;
import dev.muninn.http.auth.Caller;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/events}: an endless answer. A slow reader slows its own feed down, nobody
 * else's; each pulse asks again whether the caller may still listen.
 */
public final class EventRoutes {
  private static final Logger log = LoggerFactory.getLogger(EventRoutes.class);
  private static final ContentType EVENT_STREAM =
      ContentTypes.parse("text/event-stream; charset=UTF-8");
  private static final int MAX_ID = 100;

  /** Frames that a slow connection may lie behind are sent together, up to so many bytes. */
  private static final long BATCH_BYTES = 32 << 10;

  private final ChangeFeed feed;
  private final Authenticator authenticator;
  private final EventStreams streams;
  private final Duration pulse;
  private final SharedKillSwitch end = KillSwitches.shared("event-streams");

  /**
   * Looks after the streams of this node.
   *
   * @param pulse how often a comment is sent and the caller's right looked at again
   * @param mostPerParticipant open streams at once; one more is 429
   */
  public EventRoutes(
      ChangeFeed feed,
      Authenticator authenticator,
      Duration pulse,
      int mostPerParticipant,
      Clock clock) {
    this.feed = feed;
    this.authenticator = authenticator;
    this.pulse = pulse;
    this.streams = new EventStreams(mostPerParticipant, clock);
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/events")
            .needs(Scope.PIPELINE_READ)
            .summary("What changes, as it is committed: server-sent events without an end")
            .header("Last-Event-ID", "The id of the last event that the client has")
            .query("after", "string", "The same, for who cannot send headers; else from now on")
            .replies(200, "events media, session, source; the id is theirs", "text/event-stream")
            .problems(Problem.BAD_CURSOR, Problem.TOO_MANY_STREAMS)
            .handledBy(this::follow));
  }

  /** Ends all streams, so that a node that stops need not wait for them; clients come again. */
  public void close() {
    end.shutdown();
  }

  private CompletionStage<HttpResponse> follow(ApiRequest request) {
    return feed.follow(request.org(), lastSeen(request))
        .thenApply(following -> answer(request, following));
  }

  private HttpResponse answer(ApiRequest request, ChangeFeed.Following following) {
    HttpResponse headers =
        HttpResponse.create()
            .addHeader(RawHeader.create("Cache-Control", "no-store"))
            .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
    if (request.http().method().equals(HttpMethods.HEAD)) {
      return headers.withEntity(HttpEntities.create(EVENT_STREAM, ByteString.emptyByteString()));
    }
    EventStreams.Place place = streams.place(request.caller().id());
    return headers.withEntity(
        HttpEntities.createChunked(EVENT_STREAM, stream(request, following, place)));
  }

  /** A browser that comes again asks for the same address: what it has seen counts, not that. */
  private static Optional<String> lastSeen(ApiRequest request) {
    Optional<String> seen =
        request.header("Last-Event-ID").map(String::strip).filter(s -> !s.isEmpty());
    Optional<String> after = seen.isPresent() ? seen : request.query().text("after", MAX_ID);
    if (after.filter(id -> id.length() > MAX_ID).isPresent()) {
      throw new BadCursorException("an id of an event is shorter");
    }
    return after;
  }

  private Source<ByteString, NotUsed> stream(
      ApiRequest request, ChangeFeed.Following following, EventStreams.Place place) {
    Set<ChangeFeed.Subject> visible = visibleTo(request.caller());
    return JavaFlowSupport.Source.fromPublisher(following.changes())
        .filter(change -> visible.contains(change.subject()))
        .map(EventFrame::of)
        .batchWeighted(
            BATCH_BYTES, frame -> (long) frame.size(), frame -> frame, ByteString::concat)
        .merge(pulses(request), true)
        .prepend(Source.single(EventFrame.opening(following.from())))
        .via(end.flow())
        .onErrorComplete(failure -> broken(failure, request))
        .watchTermination(
            (used, ended) -> {
              place.begin();
              ended.whenComplete((done, failure) -> place.leave());
              return NotUsed.getInstance();
            });
  }

  /** The end of the answer is what a client sees of a failed feed; it comes again from there. */
  private static boolean broken(Throwable failure, ApiRequest request) {
    log.warn("event stream broke correlationId={}", request.requestId(), failure);
    return true;
  }

  /** Who may not see the sources sees no changes of them; their roots are paths of the server. */
  private static Set<ChangeFeed.Subject> visibleTo(Caller caller) {
    return caller.scopes().contains(Scope.SOURCES_READ)
        ? Set.of(ChangeFeed.Subject.values())
        : Set.of(ChangeFeed.Subject.MEDIA);
  }

  private Source<ByteString, ?> pulses(ApiRequest request) {
    return Source.tick(pulse, pulse, "pulse")
        .mapAsync(1, tick -> mayListen(request))
        .takeWhile(may -> may)
        .map(may -> EventFrame.pulse());
  }

  /** Only a clear no ends a stream: a database that is away for a minute does not. */
  private CompletionStage<Boolean> mayListen(ApiRequest request) {
    try {
      return authenticator
          .callerOf(request.header("Authorization"))
          .handle(
              (caller, failure) ->
                  failure == null ? unchanged(request, caller) : !refused(failure));
    } catch (ProblemException expired) {
      return java.util.concurrent.CompletableFuture.completedFuture(false);
    }
  }

  private static boolean unchanged(ApiRequest request, Caller now) {
    return now.scopes().equals(request.caller().scopes());
  }

  private static boolean refused(Throwable failure) {
    return Problems.unwrapped(failure) instanceof ProblemException;
  }
}
