package dev.muninn.node;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;

/**
 * The root of the actor system. It holds nothing itself: the modules start under it, one line each
 * in {@link NodeModules}.
 */
final class Guardian {

  private Guardian() {}

  static Behavior<Void> create() {
    return Behaviors.empty();
  }
}
