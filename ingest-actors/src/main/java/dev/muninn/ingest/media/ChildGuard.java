package dev.muninn.ingest.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Watches a child while it works on one file and kills it when it takes too long or grows too
 * large. Closing ends the watch and leaves the child alone.
 */
final class ChildGuard implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 100;

  /** What the guard found, if anything. */
  enum Verdict {
    FINE,
    TOO_SLOW,
    TOO_LARGE
  }

  private final Process process;
  private final long deadlineNs;
  private final long maxResident;
  private final ScheduledFuture<?> watch;
  private volatile Verdict verdict = Verdict.FINE;

  ChildGuard(
      Process process, Duration atMost, long maxResident, ScheduledExecutorService scheduler) {
    this.process = process;
    this.deadlineNs = System.nanoTime() + atMost.toNanos();
    this.maxResident = maxResident;
    this.watch =
        scheduler.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (System.nanoTime() - deadlineNs > 0) {
      kill(Verdict.TOO_SLOW);
    } else if (residentBytes(process.pid()) > maxResident) {
      kill(Verdict.TOO_LARGE);
    }
  }

  private void kill(Verdict why) {
    verdict = why;
    process.destroyForcibly();
    watch.cancel(false);
  }

  Verdict verdict() {
    return verdict;
  }

  /** The resident set of a process in bytes, 0 where the system does not tell (proc(5), statm). */
  static long residentBytes(long pid) {
    try {
      String statm =
          Files.readString(Path.of("/proc/" + pid + "/statm"), StandardCharsets.US_ASCII);
      return Long.parseLong(statm.split(" ", 3)[1]) * PAGE;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return 0;
    }
  }

  /** The page of Linux on the platforms that are built; larger pages only make the limit looser. */
  private static final long PAGE = 4096;

  @Override
  public void close() {
    watch.cancel(false);
  }
}
