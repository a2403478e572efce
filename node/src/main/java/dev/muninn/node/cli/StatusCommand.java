package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says where everything that was accepted stands. */
@Command(
    name = "status",
    description = "Show where everything that was taken in stands.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int NOTE_INDENT = 15;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Only what this import brought, with what it did not take in.")
  private String session;

  @Option(
      names = "--index",
      description = {
        "Instead: the vector index, an estimate of its recall, and the last",
        "searches that found nothing or were slow."
      })
  private boolean index;

  @Option(names = "--json", description = "Print the server's answer as it is.")
  private boolean json;

  private PrintWriter out;

  @Override
  public Integer call() {
    out = spec.commandLine().getOut();
    Api api = server.api();
    if (index) {
      return index(api);
    }
    String path = "/pipeline" + (session == null ? "" : "?session=" + encoded(session));
    if (json) {
      out.println(api.getForText(path, PATIENCE));
      return 0;
    }
    if (session != null) {
      print(api.get("/ingest/sessions/" + encoded(session), Wire.Session.class));
    }
    Wire.Counts counts = api.get(path, Wire.Counts.class);
    out.printf("%s: %s accepted%n", api.server(), Texts.count(counts.accepted(), "item"));
    print(counts);
    if (session == null) {
      print(api.get("/index", Wire.Index.class));
      api.find("/spaces", Wire.Spaces.class).ifPresent(this::print);
    }
    if (counts.asOfLagMs() > 0) {
      out.println("  as of " + Texts.span(Duration.ofMillis(counts.asOfLagMs())) + " ago");
    }
    return 0;
  }

  private int index(Api api) {
    if (json) {
      out.println(api.getForText("/index?recall=estimate", PATIENCE));
    } else {
      new IndexReport(api, out).print();
    }
    return 0;
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private void print(Wire.Session scan) {
    AddReport report = new AddReport();
    report.add(scan);
    out.printf(
        "import %s is %s: %s seen, %,d left%n",
        session, scan.state(), Texts.count(scan.seen(), "file"), scan.left());
    if (scan.trouble() != null) {
      out.println("  " + Texts.printable(scan.trouble()));
    }
    report.print(out);
  }

  private void print(Wire.Counts counts) {
    out.printf("  ready        %,9d%n", counts.ready());
    out.printf("  waiting      %,9d%n", counts.waiting());
    out.printf("  running      %,9d%n", counts.running());
    out.printf("  failed       %,9d%s%n", counts.failed(), said(counts.failed(), "tried again"));
    out.printf(
        "  quarantined  %,9d%s%n",
        counts.quarantined(), said(counts.quarantined(), "`muninn doctor` lists them"));
    out.printf("  trashed      %,9d%n", counts.trashed());
    counts.stages().forEach(this::print);
    if (counts.intake() != null && !counts.intake().open()) {
      out.println(
          Texts.wrapped(
              "  intake       closed: " + Texts.printable(counts.intake().words()), NOTE_INDENT));
    }
  }

  private void print(Wire.StageCount stage) {
    if (stage.waiting() + stage.running() + stage.failed() == 0 && stage.paused() == null) {
      return;
    }
    out.printf(
        "  %-11s  %,d waiting, %,d running, %,d failed%s%n",
        stage.stage(),
        stage.waiting(),
        stage.running(),
        stage.failed(),
        stage.oldestSeconds() == null ? "" : ", the oldest for " + age(stage.oldestSeconds()));
    if (stage.waitsFor() != null) {
      out.println(
          Texts.wrapped(" ".repeat(NOTE_INDENT) + Texts.printable(stage.waitsFor()), NOTE_INDENT));
    }
    if (stage.paused() != null) {
      String since = Texts.time(stage.paused().since());
      out.println(
          Texts.wrapped(
              " ".repeat(NOTE_INDENT)
                  + "paused since "
                  + since
                  + ": "
                  + Texts.printable(stage.paused().reason())
                  + "; `muninn resume "
                  + stage.stage()
                  + "` lets it go on",
              NOTE_INDENT));
    }
  }

  private static String age(long seconds) {
    return Texts.span(Duration.ofSeconds(seconds));
  }

  private void print(Wire.Index index) {
    for (Wire.Partition part : index.partitions()) {
      out.printf(
          "  index %s: %s (%s, %s), %s%n",
          Texts.printable(part.space()),
          Texts.count(part.vectors(), "vector"),
          part.engine(),
          Texts.bytes(part.bytes()),
          part.lag() == 0 ? "up to date" : Texts.count(part.lag(), "event") + " behind");
    }
  }

  /** What another model has still to look at: no item is less ready for it. */
  private void print(Wire.Spaces all) {
    all.spaces().stream()
        .filter(one -> !one.state().equals("active"))
        .forEach(one -> out.println("  space " + ModelChange.line(one)));
  }

  private static String said(long number, String words) {
    return number == 0 ? "" : "  (" + words + ")";
  }
}
