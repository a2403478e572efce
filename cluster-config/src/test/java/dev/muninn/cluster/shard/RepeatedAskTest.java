package dev.muninn.cluster.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedAskTest {
  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final List<CompletableFuture<String>> asked = new ArrayList<>();
  private final CompletableFuture<EntityAsk.Answer<String>> answer =
      new RepeatedAsk(
              kit.system().scheduler(),
              kit.system().executionContext(),
              List.of(Duration.ofMillis(500), Duration.ofSeconds(2)))
          .ask(this::next)
          .toCompletableFuture();

  private synchronized CompletableFuture<String> next() {
    CompletableFuture<String> one = new CompletableFuture<>();
    asked.add(one);
    notifyAll();
    return one;
  }

  /** Askings run on threads of the actor system. */
  private synchronized CompletableFuture<String> asking(int number) throws InterruptedException {
    while (asked.size() < number) {
      wait();
    }
    return asked.get(number - 1);
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void asksAgainWhatWasLostAndTakesTheAnswerOfEither() throws InterruptedException {
    time.timePasses(Duration.ofMillis(500));
    asking(2).complete("known");
    assertEquals(new EntityAsk.Answer<>("known", 2), answer.join());
  }

  @Test
  void anAnswerThatWasOnlySlowStillCounts() throws InterruptedException {
    time.timePasses(Duration.ofMillis(500));
    asking(2);
    asking(1).complete("new");
    assertEquals(new EntityAsk.Answer<>("new", 1), answer.join());
  }

  @Test
  void failsWhenTheLastAskingDoes() throws InterruptedException {
    time.timePasses(Duration.ofMillis(500));
    asking(1).completeExceptionally(new TimeoutException("first"));
    asking(2).completeExceptionally(new TimeoutException("second"));
    assertFalse(answer.isDone());
    time.timePasses(Duration.ofSeconds(2));
    asking(3).completeExceptionally(new TimeoutException("third"));
    CompletionException failed = assertThrows(CompletionException.class, answer::join);
    assertEquals("third", assertInstanceOf(TimeoutException.class, failed.getCause()).getMessage());
  }

  @Test
  void whatIsNoTimeoutIsNotAskedAgain() throws InterruptedException {
    asking(1).completeExceptionally(new IllegalStateException("no"));
    assertThrows(CompletionException.class, answer::join);
    time.timePasses(Duration.ofSeconds(5));
    assertEquals(1, asked.size());
  }
}
