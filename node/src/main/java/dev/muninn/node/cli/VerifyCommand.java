package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has the stored files read again and says what is damaged. */
@Command(
    name = "verify",
    description = {
      "Read the stored files again and compare them with what was recorded.",
      "Damage is recorded in the item's story. With --repair, originals are healed from another"
          + " place that has their bytes, and derived files are made anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is as recorded, or was mended", "1:something is damaged"},
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private static final int POLL_MS = 500;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Option(
      names = "--sample",
      paramLabel = "N%",
      defaultValue = "100%",
      description =
          "Share of the originals that is read, above 0%% to 100%% (default: all); whether they"
              + " are there, and their sizes, is looked at for all.")
  private String sample;

  @Option(names = "--repair", description = "Mend what can be mended.")
  private boolean repair;

  @Option(names = "--no-wait", description = "Start it and print its id.")
  private boolean noWait;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    double percent = percent();
    Api api = server.api();
    Wire.Check check =
        api.post("/file-checks", new Wire.CheckWish(percent, repair), Wire.Check.class);
    if (noWait) {
      out.println(check.checkId());
      return 0;
    }
    ProgressLine progress = new ProgressLine(out, Terminal.draws());
    while (!check.done()) {
      progress.show(state(check));
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      check = api.get("/file-checks/" + check.checkId(), Wire.Check.class);
    }
    progress.clear();
    return print(out, check);
  }

  private double percent() {
    try {
      double percent = Double.parseDouble(sample.endsWith("%") ? cut(sample) : sample);
      if (percent > 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException noNumber) {
      // the same words as for a number out of range
    }
    throw new ParameterException(
        spec.commandLine(), "--sample: '" + sample + "' is no share above 0% to 100%");
  }

  private static String cut(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static ProgressLine.State state(Wire.Check check) {
    return new ProgressLine.State(
        check.files(),
        check.files() + check.left(),
        String.format(
            Locale.ROOT,
            "%,d files, %s, %,d left, %s",
            check.files(),
            Texts.bytes(check.bytes()),
            check.left(),
            Texts.count(check.findings().size(), "finding")),
        -1);
  }

  private static int print(PrintWriter out, Wire.Check check) {
    for (Wire.Finding finding : check.findings()) {
      out.println(line(finding));
    }
    long damaged = check.findings().stream().filter(VerifyCommand::damaged).count();
    out.printf(
        "%s and %s looked at: %s, %s%n",
        Texts.count(check.files(), "file"),
        Texts.bytes(check.bytes()),
        Texts.count(check.findings().size(), "finding"),
        damaged == 0 ? "nothing is damaged" : damaged + " damaged");
    if (check.trouble() != null) {
      throw new CliException("verify", check.trouble(), "look at the server's log, try again");
    }
    return damaged == 0 ? 0 : 1;
  }

  private static String line(Wire.Finding finding) {
    return finding.fault()
        + "  "
        + Texts.printable(finding.file())
        + (finding.mediaId() == null ? "" : "  (" + finding.mediaId() + ")")
        + "  "
        + Texts.printable(finding.words())
        + "  "
        + finding.outcome();
  }

  /** A file that belongs to nobody is found, but nothing is lost by it. */
  private static boolean damaged(Wire.Finding finding) {
    boolean mended = "healed".equals(finding.outcome()) || "remade".equals(finding.outcome());
    return !mended && !"stray".equals(finding.fault());
  }
}
