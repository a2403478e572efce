package dev.muninn.ingest.wake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import dev.muninn.catalog.PipelineGauges;
import dev.muninn.catalog.PipelineGauges.Gauge;
import dev.muninn.media.Lane;
import dev.muninn.media.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WakeHookTest {
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int ENOUGH = 20;
  private final ActorTestKit kit = ActorTestKit.create();
  private final Executor blocking = ForkJoinPool.commonPool();
  private final AtomicInteger workers = new AtomicInteger();
  private final CountDownLatch looks = new CountDownLatch(ENOUGH);
  @TempDir private Path folder;

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private Path start(StageName stage) {
    Path note = folder.resolve("note");
    Duration soon = Duration.ofMillis(1);
    List<String> command = List.of("sh", "-c", "echo x >> " + note);
    WakeSettings settings =
        new WakeSettings(command, soon, soon, Duration.ofMillis(8), Duration.ofSeconds(30));
    List<Gauge> found = List.of(new Gauge(stage, Lane.BULK, 3, 0, 0, 0, Optional.empty()));
    PipelineGauges gauges = () -> CompletableFuture.completedFuture(found);
    kit.spawn(WakeHook.create(gauges, this::present, settings, LOOK, blocking));
    return note;
  }

  private CompletableFuture<Integer> present() {
    looks.countDown();
    return CompletableFuture.completedFuture(workers.get());
  }

  @Test
  void runsTheCommandAgainAndAgainWhileNobodyComes() throws IOException, InterruptedException {
    Path note = start(StageName.EMBED);
    assertTrue(looks.await(30, TimeUnit.SECONDS));
    kit.shutdownTestKit();
    assertTrue(Files.readAllLines(note).size() >= 2, "more than once");
  }

  @Test
  void runsNothingWhileAWorkerIsThere() throws InterruptedException {
    workers.set(1);
    Path note = start(StageName.EMBED);
    assertTrue(looks.await(30, TimeUnit.SECONDS));
    assertTrue(Files.notExists(note));
  }

  @Test
  void runsNothingForWorkThatNeedsNoWorker() throws InterruptedException {
    Path note = start(StageName.PREVIEW);
    assertTrue(looks.await(30, TimeUnit.SECONDS));
    assertTrue(Files.notExists(note));
  }
}
