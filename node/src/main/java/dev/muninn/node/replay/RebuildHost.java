package dev.muninn.node.replay;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.catalog.Rebuilds.Target;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Speaks for the rebuilds of this query node to the gateways of others. */
public final class RebuildHost {
  /** Its name below {@code /system}, by which the others find it. */
  static final String ACTOR = "rebuild-host";

  private RebuildHost() {}

  /**
   * Starts it.
   *
   * @param node the name of this node
   */
  public static void start(ActorSystem<?> system, String node, NodeRebuilds rebuilds) {
    system.systemActorOf(create(node, rebuilds), ACTOR, Props.empty());
  }

  static Behavior<RebuildSignal> create(String node, NamedRebuilds rebuilds) {
    return Behaviors.receiveMessage(
        signal -> {
          asked(signal, rebuilds)
              .thenAccept(rebuild -> signal.replyTo().tell(new RebuildSignal.Told(node, rebuild)));
          return Behaviors.same();
        });
  }

  private static CompletionStage<Optional<Rebuild>> asked(
      RebuildSignal signal, NamedRebuilds rebuilds) {
    if (signal instanceof RebuildSignal.Start start) {
      return rebuilds
          .start(Target.INDEX, start.rebuildId(), Elsewhere.NOTHING)
          .thenApply(Optional::of);
    }
    if (signal instanceof RebuildSignal.Find find) {
      return rebuilds.find(find.rebuildId());
    }
    return rebuilds.latest();
  }
}
