package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.node.NodeRequest;
import dev.muninn.node.Server;
import dev.muninn.node.StandardFolder;
import dev.muninn.node.StartPlan;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one node of several in the foreground. */
@Command(
    name = "node",
    description = {
      "Run this machine as one node of several, in the foreground, until Ctrl-C.",
      "It needs a certificate of the cluster: 'muninn cluster init' on the first node, then",
      "'muninn cluster invite NAME' there and 'muninn cluster join TOKEN' here."
    },
    subcommands = NodeDrainCommand.class,
    mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {
  @Option(
      names = "--roles",
      paramLabel = "ROLE",
      split = ",",
      description =
          "What the node does: core, ingest, query, gateway, gpu, separated by commas; else"
              + " muninn.roles of the file.")
  private List<NodeRole> roles;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Its settings (HOCON); docs/operations.md walks through the examples.")
  private Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept; else MUNINN_DATA, else $XDG_DATA_HOME/muninn, else"
              + " ~/.local/share/muninn.")
  private Path data;

  @Override
  public Integer call() {
    Set<NodeRole> wanted = EnumSet.noneOf(NodeRole.class);
    if (roles != null) {
      wanted.addAll(roles);
    }
    DataFolder folder = data == null ? StandardFolder.find() : new DataFolder(data);
    return Server.run(StartPlan.of(new NodeRequest(folder, Optional.ofNullable(config), wanted)));
  }
}
