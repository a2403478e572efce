package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says where everything that was accepted stands. */
@Command(
    name = "status",
    description = "Show where everything that was taken in stands.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Api api = server.api();
    Wire.Counts counts = api.get("/pipeline", Wire.Counts.class);
    Wire.Index index = api.get("/index", Wire.Index.class);
    out.printf("%s: %s accepted%n", api.server(), Texts.count(counts.accepted(), "item"));
    out.printf("  ready        %,9d%n", counts.ready());
    out.printf("  waiting      %,9d%n", counts.waiting());
    out.printf("  running      %,9d%n", counts.running());
    out.printf("  failed       %,9d%s%n", counts.failed(), said(counts.failed(), "tried again"));
    out.printf(
        "  quarantined  %,9d%s%n",
        counts.quarantined(), said(counts.quarantined(), "`muninn doctor` lists them"));
    out.printf("  trashed      %,9d%n", counts.trashed());
    for (Wire.StageCount stage : counts.stages()) {
      if (stage.waiting() + stage.running() + stage.failed() > 0) {
        out.printf(
            "  %-11s  %,d waiting, %,d running, %,d failed%n",
            stage.stage(), stage.waiting(), stage.running(), stage.failed());
      }
    }
    for (Wire.Partition part : index.partitions()) {
      out.printf(
          "  index %s: %s (%s, %s), %s%n",
          Texts.printable(part.space()),
          Texts.count(part.vectors(), "vector"),
          part.engine(),
          Texts.bytes(part.bytes()),
          part.lag() == 0 ? "up to date" : Texts.count(part.lag(), "event") + " behind");
    }
    if (counts.asOfLagMs() > 0) {
      out.println("  as of " + Texts.span(Duration.ofMillis(counts.asOfLagMs())) + " ago");
    }
    return 0;
  }

  private static String said(long number, String words) {
    return number == 0 ? "" : "  (" + words + ")";
  }
}
