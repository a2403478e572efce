package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has failed and quarantined work tried again. */
@Command(
    name = "retry",
    description = {
      "Try failed and quarantined work again.",
      "Of the items named, of a stage, of a class of error, or of all."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:they are tried again", "1:some are not there"},
    mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {
  /** The server asks the items one by one. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Items: their ids, the beginnings of these, or the names of their files.")
  private List<String> ids = List.of();

  @Option(names = "--stage", paramLabel = "S", description = "All that stand at this stage.")
  private String stage;

  @Option(names = "--code", paramLabel = "C", description = "All with this error code.")
  private String code;

  @Option(names = "--failed", description = "All that failed or are quarantined.")
  private boolean all;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    checkChoice();
    Api api = server.api();
    ItemFinder finder = new ItemFinder(api);
    List<String> named = ids.stream().map(finder::find).toList();
    Wire.RetryOutcome outcome =
        api.post(
            "/pipeline/retry",
            new Wire.RetryWish(named.isEmpty() ? null : named, stage, code, all ? true : null),
            Wire.RetryOutcome.class,
            PATIENCE);
    out.println(Texts.count(outcome.retried(), "item") + " tried again");
    if (outcome.idle() > 0) {
      out.println(Texts.count(outcome.idle(), "item") + " had nothing to try again");
    }
    outcome.unknown().forEach(id -> out.println("not there: " + Texts.printable(id)));
    return outcome.unknown().isEmpty() ? 0 : 1;
  }

  private void checkChoice() {
    boolean matching = stage != null || code != null;
    if ((ids.isEmpty() ? 0 : 1) + (matching ? 1 : 0) + (all ? 1 : 0) != 1) {
      throw new ParameterException(
          spec.commandLine(), "Which items? Name some, or --stage and --code, or --failed.");
    }
  }
}
