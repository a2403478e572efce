package dev.muninn.node.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import dev.muninn.catalog.Rebuilds.Part;
import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.catalog.Rebuilds.State;
import dev.muninn.catalog.Rebuilds.Target;
import dev.muninn.node.replay.RebuildSignal.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A rebuild that is asked for at one of two query nodes. */
class ClusterRebuildsTest {
  private final OneNodesRebuilds server = new OneNodesRebuilds("server");
  private final OneNodesRebuilds attic = new OneNodesRebuilds("attic");
  private final Turns turns = new Turns();
  private final ClusterRebuilds atServer =
      new ClusterRebuilds("server", server, attic.asOther(), turns);
  private final ClusterRebuilds atAttic =
      new ClusterRebuilds("attic", attic, server.asOther(), turns);

  /** Has who comes second wait until the test lets him. */
  private static final class Turns implements RebuildTurn {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean held;

    @Override
    public <T> CompletionStage<T> take(Supplier<CompletionStage<T>> work) {
      if (!held) {
        return work.get();
      }
      CompletableFuture<T> later = new CompletableFuture<>();
      waiting.add(() -> work.get().thenAccept(later::complete));
      return later;
    }

    void oneAfterTheOther() {
      waiting.forEach(Runnable::run);
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static List<String> names(Rebuild rebuild) {
    return rebuild.parts().stream().map(Part::name).toList();
  }

  @Test
  void eachQueryNodeMakesItsOwnIndexAndTheViewsAreMadeOnce() {
    Rebuild all = get(atServer.start(Target.ALL));
    assertEquals(0, attic.begun(), "its text would be made of the old views");
    server.viewsMade();
    assertEquals(1, attic.begun());
    assertEquals(
        List.of("media", "server/index", "attic/index"),
        names(get(atServer.find(all.rebuildId())).orElseThrow()));
  }

  @Test
  void ofTwoWhoAskAtTheSameMomentOneBeginsAndTheOtherGetsThatOne() {
    turns.held = true;
    var first = atServer.start(Target.VIEWS);
    var second = atAttic.start(Target.ALL);
    assertEquals(0, server.begun() + attic.begun());
    turns.oneAfterTheOther();
    assertEquals(get(first).rebuildId(), get(second).rebuildId());
    assertEquals(1, server.begun() + attic.begun());
  }

  @Test
  void itCanBeAskedForAtAnyNode() {
    Rebuild all = get(atServer.start(Target.ALL));
    server.viewsMade();
    assertEquals(
        List.of("media", "server/index", "attic/index"),
        names(get(atAttic.find(all.rebuildId())).orElseThrow()));
    assertEquals(Optional.empty(), get(atAttic.find("unknown")));
  }

  @Test
  void viewsAloneTouchNoOtherNode() {
    assertEquals(List.of("media"), names(get(atServer.start(Target.VIEWS))));
    assertEquals(0, attic.begun());
  }

  @Test
  void whileOneRunsOnAnyNodeTheOthersGetThatOne() {
    Rebuild first = get(atServer.start(Target.VIEWS));
    assertEquals(first.rebuildId(), get(atAttic.start(Target.ALL)).rebuildId());
    assertEquals(0, attic.begun());
    server.end(Optional.empty());
    assertNotEquals(first.rebuildId(), get(atAttic.start(Target.ALL)).rebuildId());
  }

  @Test
  void itEndsWhenAllHaveAndFailsInTheWordsOfWhoFailed() {
    Rebuild all = get(atServer.start(Target.INDEX));
    server.viewsMade();
    server.end(Optional.empty());
    assertEquals(State.RUNNING, get(atServer.find(all.rebuildId())).orElseThrow().state());
    attic.end(Optional.of("no room"));
    Rebuild end = get(atServer.latest()).orElseThrow();
    assertEquals(State.FAILED, end.state());
    assertEquals(Optional.of("attic: no room"), end.trouble());
    assertTrue(end.endedAt().isPresent());
  }

  @Test
  void theHostAnswersForItsNodeAndItsWordsTravel() {
    ActorTestKit kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ConfigFactory.load("muninn-akka"))
                .withFallback(ConfigFactory.load()));
    try {
      var probe = kit.<Told>createTestProbe();
      ActorRef<RebuildSignal> host = kit.spawn(RebuildHost.create("attic", attic));
      host.tell(new RebuildSignal.Start("one", probe.getRef()));
      Told told = probe.receiveMessage();
      assertEquals("attic", told.node());
      assertEquals(told, kit.serializationTestKit().verifySerialization(told, true));
      host.tell(new RebuildSignal.Find("one", probe.getRef()));
      assertEquals(told, probe.receiveMessage());
    } finally {
      kit.shutdownTestKit();
    }
  }
}
