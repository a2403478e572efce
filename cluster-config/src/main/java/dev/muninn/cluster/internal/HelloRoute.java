package dev.muninn.cluster.internal;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import dev.muninn.cluster.ProgramVersion;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /hello}: two nodes say who they are before one of them joins. Another major version
 * is refused here, in words on both sides; Akka refuses it again when it joins.
 */
public final class HelloRoute {
  static final String PREFIX = "hello";
  private static final int MOST_BYTES = 4 * 1024;
  private static final long PATIENCE_MS = 5_000;

  private HelloRoute() {}

  /** Mounts it. */
  public static void mount(
      InternalServer server, ActorSystem<?> system, ProgramVersion ours, Clock clock) {
    server.mount(PREFIX, (request, peer) -> serve(request, peer, server, system, ours, clock));
  }

  private static CompletionStage<HttpResponse> serve(
      HttpRequest request,
      Peer peer,
      InternalServer server,
      ActorSystem<?> system,
      ProgramVersion ours,
      Clock clock) {
    return InternalReplies.read(request, ClusterWire.Hello.class, MOST_BYTES, PATIENCE_MS, system)
        .thenApply(
            hello -> {
              ProgramVersion theirs = new ProgramVersion(hello.version());
              if (theirs.major() != ours.major()) {
                String words = "version " + theirs.text() + " does not go with " + ours.text();
                server.identity().refusals().add(peer.name(), words);
                return InternalReplies.json(
                    409, new InternalReplies.Refused("version-refused", words));
              }
              ClocksApart.words(hello.at(), clock.millis())
                  .ifPresent(words -> server.identity().refusals().clock(peer.name(), words));
              return InternalReplies.json(
                  200,
                  new ClusterWire.Hello(server.identity().name(), ours.text(), clock.millis()));
            });
  }
}
