package dev.muninn.ingest.media;

import dev.muninn.media.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs ffmpeg and ffprobe as children in a working folder of one run, within limits of time and
 * memory, without standard input and with an environment of nothing but the library path. Blocks
 * the calling thread, which is the one the child dies with. Thread-safe.
 */
final class FfmpegRunner implements AutoCloseable {
  private static final int MAX_OUTPUT = 4 << 20;
  private static final int MAX_ERRORS = 16 << 10;

  /**
   * The shell sets what only a process can set for itself: address space in KiB and processor time
   * in seconds (a net for the case that this process dies and cannot watch). Systems that lack a
   * limit go on without it.
   */
  private static final String LIMITS =
      "ulimit -v \"$1\" 2>/dev/null; ulimit -t \"$2\" 2>/dev/null; ulimit -c 0; shift 2; exec \"$@\"";

  private static final Path SET_PRIVILEGES = Path.of("/usr/bin/setpriv");

  private final FfmpegPrograms programs;
  private final long memory;
  private final ScheduledExecutorService scheduler;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  FfmpegRunner(FfmpegPrograms programs, long memory) {
    this.programs = programs;
    this.memory = memory;
    this.scheduler = Executors.newSingleThreadScheduledExecutor(FfmpegRunner::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ffmpeg-guard");
    thread.setDaemon(true);
    return thread;
  }

  /** What a run left: its exit status, standard output and the first lines of its complaints. */
  record Result(int status, String output, String errors) {}

  Result ffmpeg(Path folder, FfmpegArguments arguments, Duration atMost) throws MediaException {
    List<String> words = new ArrayList<>();
    words.add(programs.ffmpeg().toString());
    words.addAll(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
    words.addAll(arguments.words());
    return run(folder, words, atMost);
  }

  Result ffprobe(Path folder, FfmpegArguments arguments, Duration atMost) throws MediaException {
    List<String> words = new ArrayList<>();
    words.add(programs.ffprobe().toString());
    words.addAll(List.of("-hide_banner", "-loglevel", "error", "-print_format", "json"));
    words.addAll(arguments.words());
    return run(folder, words, atMost);
  }

  private Result run(Path folder, List<String> words, Duration atMost) throws MediaException {
    Process process = null;
    try {
      process = start(folder, words, atMost);
      running.add(process);
      return await(process, atMost);
    } catch (IOException e) {
      MediaException failed =
          new MediaException(
              ErrorCode.DECODER_CRASHED, "ffmpeg could not be run: " + e.getMessage());
      failed.initCause(e);
      throw failed;
    } finally {
      if (process != null) {
        process.destroyForcibly();
        running.remove(process);
      }
    }
  }

  private Process start(Path folder, List<String> words, Duration atMost) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", LIMITS, "sh"));
    command.add(Long.toString(memory >> 10));
    command.add(Long.toString(2 * atMost.toSeconds() + 1));
    if (Files.isExecutable(SET_PRIVILEGES)) {
      // the kernel ends the child with the thread that started it, which waits below
      command.addAll(List.of(SET_PRIVILEGES.toString(), "--pdeathsig", "KILL", "--"));
    }
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(Niceness.of(command));
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("LD_LIBRARY_PATH", programs.folder().toString());
    builder.environment().put("LC_ALL", "C");
    builder.redirectInput(Path.of("/dev/null").toFile());
    return builder.start();
  }

  private Result await(Process process, Duration atMost) throws IOException, MediaException {
    Drain errors = new Drain(process.getErrorStream(), MAX_ERRORS);
    errors.start();
    try (ChildGuard guard = new ChildGuard(process, atMost, memory, scheduler)) {
      String output = drained(process.getInputStream(), MAX_OUTPUT);
      int status = process.waitFor();
      errors.join();
      switch (guard.verdict()) {
        case TOO_SLOW ->
            throw new MediaException(
                ErrorCode.DECODER_TIMEOUT,
                "ffmpeg did not end within " + atMost.toSeconds() + " s");
        case TOO_LARGE ->
            throw new MediaException(ErrorCode.TOO_MUCH_MEMORY, "ffmpeg outgrew its limit");
        case FINE -> {
          // the status tells the rest
        }
      }
      if (errors.text().contains("Cannot allocate memory")) {
        throw new MediaException(ErrorCode.TOO_MUCH_MEMORY, "ffmpeg reached its memory limit");
      }
      if (errors.text().contains("No space left on device")) {
        throw new MediaException(ErrorCode.DISK_FULL, "while the pictures of a video were written");
      }
      if (status > 128) {
        throw new MediaException(
            ErrorCode.DECODER_CRASHED, "ffmpeg was ended by signal " + (status - 128));
      }
      return new Result(status, output, errors.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException(ErrorCode.INTERNAL, "stopped while ffmpeg was at work");
    }
  }

  /** Reads all, keeps the first {@code limit} bytes. */
  private static String drained(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      kept.write(buffer, 0, Math.min(n, limit - kept.size()));
    }
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Empties standard error beside the thread that reads standard output. */
  private static final class Drain extends Thread {
    private final InputStream in;
    private final int limit;
    private volatile String text = "";

    Drain(InputStream in, int limit) {
      super("ffmpeg-errors");
      this.in = in;
      this.limit = limit;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        text = drained(in, limit);
      } catch (IOException e) {
        text = "its messages could not be read: " + e.getMessage();
      }
    }

    String text() {
      return text;
    }
  }

  /** Ends what runs. */
  @Override
  public void close() {
    running.forEach(Process::destroyForcibly);
    scheduler.shutdownNow();
  }
}
