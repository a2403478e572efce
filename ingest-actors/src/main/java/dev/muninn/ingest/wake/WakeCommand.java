package dev.muninn.ingest.wake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the command of the operator. Thread-safe. */
final class WakeCommand {
  private static final Logger LOG = LoggerFactory.getLogger(WakeCommand.class);
  private static final int MOST_WORDS = 2000;

  private final WakeSettings settings;

  WakeCommand(WakeSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs it to its end, which is waited for at most {@code timeout}; blocking. It finds the number
   * of waiting items in {@code MUNINN_WAITING}, and nothing on its standard input.
   *
   * @return whether it ended with 0; why not is in the log
   */
  boolean run(long waiting) {
    LOG.info("event=wake-worker command={} waiting={}", settings.command().get(0), waiting);
    try {
      ProcessBuilder builder = new ProcessBuilder(settings.command()).redirectErrorStream(true);
      builder.environment().put("MUNINN_WAITING", Long.toString(waiting));
      Process process = builder.start();
      process.getOutputStream().close();
      return outcome(process);
    } catch (IOException e) {
      LOG.warn("event=wake-failed cause='{}'", e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean outcome(Process process) throws IOException, InterruptedException {
    try (InputStream said = process.getInputStream()) {
      // what it says stays in the pipe until it has ended; more than 64 KB and it is ended
      boolean ended = process.waitFor(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        LOG.warn("event=wake-failed cause='not done after {}'", settings.timeout());
        return false;
      }
      if (process.exitValue() != 0) {
        byte[] words = said.readNBytes(Math.min(said.available(), MOST_WORDS));
        LOG.warn(
            "event=wake-failed status={} cause='{}'",
            process.exitValue(),
            new String(words, StandardCharsets.UTF_8).strip());
      }
      return process.exitValue() == 0;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
