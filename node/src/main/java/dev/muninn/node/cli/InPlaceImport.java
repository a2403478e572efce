package dev.muninn.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has the server index folders of its own machine, and follows each import to its end. */
final class InPlaceImport {
  private static final int POLL_MS = 500;
  private static final int NAME_LENGTH = 100;

  private final Api api;
  private final AddReport report;
  private final ProgressLine progress;

  InPlaceImport(Api api, AddReport report, ProgressLine progress) {
    this.api = api;
    this.report = report;
    this.progress = progress;
  }

  void run(List<Path> paths) throws InterruptedException {
    for (Path path : paths) {
      String root = folder(path);
      String source = sourceOf(root);
      Wire.ScanStarted scan =
          api.post("/sources/" + source + "/scan", new Wire.Nothing(), Wire.ScanStarted.class);
      report.add(follow(root, scan.sessionId()));
    }
  }

  private static String folder(Path path) {
    if (!Files.isDirectory(path)) {
      throw new CliException(
          path.toString(),
          Files.exists(path) ? "is no folder" : "does not exist",
          "--in-place takes folders; leave it out to send a file");
    }
    try {
      return path.toRealPath().toString();
    } catch (IOException unreadable) {
      throw new CliException(path.toString(), "cannot be read", "give the right to", unreadable);
    }
  }

  /** The source that has this root already, else a new one. */
  private String sourceOf(String root) {
    for (Wire.Source source : api.get("/sources", Wire.Sources.class).items()) {
      if (source.root().equals(root)) {
        if (!"in-place".equals(source.custody())) {
          throw new CliException(
              root, "is a source that is copied", "leave --in-place out, or choose another folder");
        }
        return source.sourceId();
      }
    }
    String name = root.substring(Math.max(0, root.length() - NAME_LENGTH));
    return api.post(
            "/sources", new Wire.NewSource(name, root, "in-place", false), Wire.SourceCreated.class)
        .sourceId();
  }

  private Wire.Session follow(String root, String session) throws InterruptedException {
    for (; ; TimeUnit.MILLISECONDS.sleep(POLL_MS)) {
      Wire.Session now = api.get("/ingest/sessions/" + session, Wire.Session.class);
      if (now.done()) {
        if (now.trouble() != null) {
          report.failed(root, now.trouble());
        }
        return now;
      }
      progress.show(state(now));
    }
  }

  private static ProgressLine.State state(Wire.Session now) {
    String words =
        String.format(
            "%,d files seen: %,d new, %,d known, %,d unsupported, %,d failed, %,d left",
            now.seen(), now.fresh(), now.known(), now.unsupported(), now.failed(), now.left());
    return new ProgressLine.State(
        now.seen() - now.left(),
        now.seen(),
        words,
        now.etaSeconds() == null ? -1 : now.etaSeconds());
  }
}
