package dev.muninn.ingest.media;

import dev.muninn.ingest.media.child.Reply;
import dev.muninn.ingest.media.child.Request;
import dev.muninn.media.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few reusable decoder JVMs. Each reads one file at a time within limits of time and memory; one
 * that crashes, hangs or grows costs the one file it was reading and is replaced. Children are
 * started when wanted, retired after so many files or when idle, and end with this process, since
 * their standard input closes. Thread-safe; {@link #ask} blocks.
 */
public final class DecoderPool implements AutoCloseable {
  /** A child that grew beyond this share of its limit makes room for a fresh one. */
  private static final double WORN = 0.6;

  private static final long SWEEP_EVERY_MS = 2_000;

  private final DecodingSettings settings;
  private final DecoderCommand command;
  private final Semaphore permits;
  private final Deque<DecoderChild> idle = new ArrayDeque<>();
  private final Set<DecoderChild> all = new HashSet<>();
  private final ScheduledExecutorService scheduler;
  private boolean closed;

  DecoderPool(DecodingSettings settings, DecoderCommand command) {
    this.settings = settings;
    this.command = command;
    this.permits = new Semaphore(settings.decoders(), true);
    this.scheduler = Executors.newSingleThreadScheduledExecutor(DecoderPool::daemon);
    scheduler.scheduleWithFixedDelay(
        this::retireIdle, SWEEP_EVERY_MS, SWEEP_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "decoder-guard");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Hands one file to a free child, waiting for one.
   *
   * @throws MediaException DECODER_TIMEOUT, DECODER_CRASHED or TOO_MUCH_MEMORY where the child did
   *     not live to answer; refusals of the file are answers
   */
  Reply ask(Request request) throws MediaException {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException(ErrorCode.INTERNAL, "stopped while waiting for a decoder");
    }
    try {
      DecoderChild child = take();
      try {
        return child.ask(request, settings.stillTimeout(), settings.decoderMemory());
      } finally {
        giveBack(child);
      }
    } finally {
      permits.release();
    }
  }

  private DecoderChild take() throws MediaException {
    synchronized (idle) {
      if (closed) {
        throw new MediaException(ErrorCode.INTERNAL, "the decoders have been stopped");
      }
      DecoderChild child = idle.pollFirst();
      while (child != null && !child.usable()) {
        retire(child);
        child = idle.pollFirst();
      }
      if (child != null) {
        return child;
      }
      try {
        DecoderChild fresh = DecoderChild.start(command, scheduler);
        all.add(fresh);
        return fresh;
      } catch (IOException e) {
        throw new MediaException(
            ErrorCode.DECODER_CRASHED, "a decoder could not be started: " + e.getMessage());
      }
    }
  }

  private void giveBack(DecoderChild child) {
    synchronized (idle) {
      boolean worn =
          child.answered() >= settings.decoderRequests()
              || child.residentBytes() > WORN * settings.decoderMemory();
      if (closed || worn || !child.usable()) {
        retire(child);
      } else {
        // the one used last is used next, so that the others can grow old and go
        idle.addFirst(child);
      }
    }
  }

  private void retireIdle() {
    synchronized (idle) {
      List<DecoderChild> old = new ArrayList<>();
      for (DecoderChild child : idle) {
        if (Duration.ofNanos(child.idleNs()).compareTo(settings.decoderIdle()) > 0) {
          old.add(child);
        }
      }
      idle.removeAll(old);
      old.forEach(this::retire);
    }
  }

  private void retire(DecoderChild child) {
    all.remove(child);
    child.close();
  }

  /** The children that live now, working or idle. */
  List<ProcessHandle> children() {
    synchronized (idle) {
      return all.stream().map(DecoderChild::handle).filter(ProcessHandle::isAlive).toList();
    }
  }

  /** Ends all children at once; what they were doing fails. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      List.copyOf(all).forEach(this::retire);
      idle.clear();
    }
    scheduler.shutdownNow();
  }
}
