package dev.muninn.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.SessionId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class RunningScansTest {

  private final Queue<Runnable> started = new ArrayDeque<>();
  private final Executor later = started::add;
  private final RunningScans scans = new RunningScans();

  @Test
  void runsASessionOnceAtATimeWhoeverAsks() {
    SessionId session = SessionId.random();
    assertTrue(begin(session));

    assertFalse(begin(session));
    started.remove().run();

    assertTrue(begin(session));
  }

  @Test
  void runsNoMoreThanMany() {
    assertTrue(begin(SessionId.random()));
    assertTrue(begin(SessionId.random()));
    assertFalse(begin(SessionId.random()));
  }

  @Test
  void beginsNoneAfterAllWereStopped() {
    SessionId session = SessionId.random();
    begin(session);
    var ended = scans.stopAll().toCompletableFuture();

    assertFalse(ended.isDone());
    assertFalse(begin(SessionId.random()));
    started.remove().run();
    assertTrue(ended.isDone());
    assertEquals(0, started.size());
  }

  private boolean begin(SessionId session) {
    return scans.run(session, new Nothing(), 2, later).isPresent();
  }

  private record Nothing() implements RunningScans.Job {
    @Override
    public void run() {}

    @Override
    public void stop() {}
  }
}
