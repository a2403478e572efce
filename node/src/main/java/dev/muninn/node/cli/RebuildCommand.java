package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes what is derived from the journal anew and waits for it. */
@Command(
    name = "rebuild",
    description = {
      "Make views and index anew from the journal.",
      "The old ones answer until the new ones have caught up; no file and no model is needed.",
      "One runs at a time: where another one runs, this waits for that one and says so."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is done (or runs, with --no-wait)", "1:it failed; the old ones stay"},
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
  private static final int POLL_MS = 500;

  /** What is made anew. */
  enum Target {
    VIEWS,
    INDEX,
    PIPELINE,
    ALL
  }

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "WHAT",
      arity = "0..1",
      defaultValue = "ALL",
      description = "views, index, pipeline or all (default: all).")
  private Target target;

  @Option(names = "--no-wait", description = "Start it and print its id.")
  private boolean noWait;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Api api = server.api();
    String wanted = target.name().toLowerCase(Locale.ROOT);
    Wire.Rebuild rebuild = api.post("/rebuilds", new Wire.RebuildWish(wanted), Wire.Rebuild.class);
    if (!rebuild.target().equals(wanted)) {
      spec.commandLine()
          .getErr()
          .printf(
              "A rebuild of '%s' runs already: this is about that one. Ask for '%s' when it has"
                  + " ended.%n",
              Texts.printable(rebuild.target()), wanted);
    }
    if (noWait) {
      out.println(rebuild.rebuildId());
      return 0;
    }
    ProgressLine progress = new ProgressLine(out, Terminal.draws());
    while (!rebuild.ended()) {
      progress.show(state(rebuild));
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      rebuild = api.get("/rebuilds/" + rebuild.rebuildId(), Wire.Rebuild.class);
    }
    progress.clear();
    return print(out, rebuild);
  }

  private static ProgressLine.State state(Wire.Rebuild rebuild) {
    long events = rebuild.parts().stream().mapToLong(Wire.RebuildPart::events).sum();
    long all = rebuild.parts().stream().mapToLong(Wire.RebuildPart::ofEvents).sum();
    long done = rebuild.parts().stream().filter(p -> "done".equals(p.state())).count();
    return new ProgressLine.State(
        events,
        all,
        String.format(
            Locale.ROOT,
            "%,d of %,d events, %d of %d parts",
            events,
            all,
            done,
            rebuild.parts().size()),
        -1);
  }

  private static int print(PrintWriter out, Wire.Rebuild rebuild) {
    for (Wire.RebuildPart part : rebuild.parts()) {
      out.printf(
          "  %-16s %-8s %s%n",
          Texts.printable(part.name()), part.state(), Texts.count(part.events(), "event"));
    }
    Duration took = Duration.ofMillis(rebuild.elapsedMs());
    if ("failed".equals(rebuild.state())) {
      throw new CliException(
          "rebuild " + rebuild.target(),
          "failed after " + Texts.span(took) + ": " + rebuild.trouble(),
          "the old views and index stay as they were");
    }
    long journal = rebuild.parts().stream().mapToLong(Wire.RebuildPart::ofEvents).max().orElse(0);
    out.printf(
        Locale.ROOT,
        "rebuilt %s in %s: %s of the journal, %,d events/s%n",
        rebuild.target(),
        Texts.span(took),
        Texts.count(journal, "event"),
        journal * 1000 / Math.max(1, rebuild.elapsedMs()));
    return 0;
  }
}
