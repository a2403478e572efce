package dev.muninn.node.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a stage of the pipeline. */
@Command(
    name = "pause",
    description = {
      "Begin nothing new of a stage until `muninn resume`.",
      "What runs goes on; what comes waits; `muninn status` says so."
    },
    mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "STAGE", description = "store, describe, preview or embed.")
  private String stage;

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why; everybody sees it.")
  private String reason;

  @Override
  public Integer call() {
    Wire.StageState state =
        server.api().post(path(stage, "pause"), new Wire.PauseWish(reason), Wire.StageState.class);
    spec.commandLine()
        .getOut()
        .println(
            state.stage()
                + " is paused: "
                + Texts.printable(state.paused() == null ? "" : state.paused().reason()));
    return 0;
  }

  static String path(String stage, String verb) {
    return "/pipeline/stages/" + URLEncoder.encode(stage, StandardCharsets.UTF_8) + "/" + verb;
  }
}
