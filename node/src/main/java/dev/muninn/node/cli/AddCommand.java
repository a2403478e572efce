package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes files and folders in. */
@Command(
    name = "add",
    description = {
      "Take photos, videos and sound in.",
      "Files are sent to the server; folders are walked, hidden names passed over.",
      "With --in-place the server indexes a folder of its own machine and copies nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all taken in, or known", "1:some failed"},
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
  private static final int POLL_MS = 200;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
  private List<Path> paths;

  @Option(names = "--in-place", description = "Index folders where they lie.")
  private boolean inPlace;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many files are sent at once, 1 to 16 (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Api api = server.api();
    AddReport report = new AddReport();
    ProgressLine progress = new ProgressLine(out, Terminal.draws());
    if (inPlace) {
      new InPlaceImport(api, report, progress).run(paths);
    } else {
      // whether anybody answers, and knows us, is said before a disk is walked
      api.get("/auth/me", Wire.Me.class);
      upload(api, report, progress);
    }
    progress.clear();
    out.println(Texts.count(report.decided(), "file") + " in " + Texts.span(progress.elapsed()));
    report.print(out);
    return report.anyFailed() ? CommandLineRunner.FAILED : 0;
  }

  private void upload(Api api, AddReport report, ProgressLine progress)
      throws InterruptedException {
    FileWalk.Findings found = FileWalk.of(paths);
    found.unsupported().forEach(file -> report.unsupported(file.toString()));
    found.troubles().forEach(t -> report.failed(t.path().toString(), t.words()));
    Uploader uploader = new Uploader(api, report);
    ConcurrentLinkedQueue<FileWalk.Found> queue = new ConcurrentLinkedQueue<>(found.files());
    int lanes = Math.max(1, Math.min(16, parallel));
    ExecutorService threads = Executors.newFixedThreadPool(lanes);
    try {
      for (int lane = 0; lane < lanes; lane++) {
        threads.submit(() -> drain(queue, uploader));
      }
      threads.shutdown();
      while (!threads.awaitTermination(POLL_MS, TimeUnit.MILLISECONDS)) {
        progress.show(state(found, report, uploader, progress.elapsed()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Integer drain(ConcurrentLinkedQueue<FileWalk.Found> queue, Uploader uploader)
      throws InterruptedException {
    for (FileWalk.Found file = queue.poll(); file != null; file = queue.poll()) {
      uploader.send(file);
    }
    return 0;
  }

  private static ProgressLine.State state(
      FileWalk.Findings found, AddReport report, Uploader uploader, Duration elapsed) {
    long aside = found.unsupported().size() + (long) found.troubles().size();
    String words =
        String.format(
            "%,d of %,d files, %s of %s, %s/s",
            report.decided() - aside,
            found.files().size(),
            Texts.bytes(uploader.sent()),
            Texts.bytes(found.bytes()),
            Texts.bytes(uploader.sent() * 1000 / Math.max(1, elapsed.toMillis())));
    return new ProgressLine.State(uploader.sent(), found.bytes(), words, -1);
  }
}
