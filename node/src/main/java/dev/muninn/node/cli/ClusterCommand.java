package dev.muninn.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Who belongs to the cluster. */
@Command(
    name = "cluster",
    description =
        "Begin a cluster of several nodes, invite one, join with an invitation; renew or revoke"
            + " certificates.",
    subcommands = {
      ClusterInitCommand.class,
      ClusterInviteCommand.class,
      ClusterJoinCommand.class,
      ClusterRenewCommand.class,
      ClusterRevokeCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true)
final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Which of init, invite, join, renew and revoke?");
  }
}
