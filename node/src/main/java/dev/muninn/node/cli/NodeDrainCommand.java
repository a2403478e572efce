package dev.muninn.node.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a node finish and end. */
@Command(
    name = "drain",
    description = {
      "Let a node finish the batches that it holds, give back its leases, and end with 0.",
      "`muninn nodes` shows when it is gone."
    },
    mixinStandardHelpOptions = true)
final class NodeDrainCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The node, as `muninn nodes` names it.")
  private String name;

  @Override
  public Integer call() {
    String path = "/nodes/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "/drain";
    NodesWire.Draining begun =
        server.api().post(path, new Wire.Nothing(), NodesWire.Draining.class);
    spec.commandLine().getOut().println(Texts.printable(begun.name()) + " drains");
    return 0;
  }
}
