package dev.muninn.gpu.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread stand back behind whoever waits for an answer: an import takes all the time that is
 * left, and a search does not wait for it. Java's own priorities do nothing on Linux unless root
 * switches them on; there a thread has a niceness of its own, which threads that it starts inherit.
 */
final class LowPriority {
  /** Of nice(1), 0..19: half of the way, as the decoders. */
  static final int NICENESS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);
  private static final Path SELF = Path.of("/proc/thread-self");
  private static final int PATIENCE_S = 5;
  private static final Optional<Path> RENICE =
      Stream.of(Path.of("/usr/bin/renice"), Path.of("/bin/renice"))
          .filter(Files::isExecutable)
          .findFirst();

  private LowPriority() {}

  /** Of the calling thread; where the system has no such thing, nothing changes. */
  static void take() {
    if (RENICE.isEmpty() || !Files.exists(SELF)) {
      return;
    }
    try {
      // PROCESS/task/THREAD
      String thread = Files.readSymbolicLink(SELF).getFileName().toString();
      String niceness = Integer.toString(NICENESS);
      Process renice =
          new ProcessBuilder(List.of(RENICE.get().toString(), "-n", niceness, "-p", thread))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!renice.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        renice.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.debug("event=no-low-priority cause='{}'", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
