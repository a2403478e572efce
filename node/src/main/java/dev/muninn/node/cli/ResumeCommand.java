package dev.muninn.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a paused stage go on. */
@Command(
    name = "resume",
    description = "Let a stage go on that `muninn pause` holds.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "STAGE", description = "The stage.")
  private String stage;

  @Override
  public Integer call() {
    Wire.StageState state =
        server
            .api()
            .post(PauseCommand.path(stage, "resume"), new Wire.Nothing(), Wire.StageState.class);
    spec.commandLine().getOut().println(state.stage() + " goes on");
    return 0;
  }
}
