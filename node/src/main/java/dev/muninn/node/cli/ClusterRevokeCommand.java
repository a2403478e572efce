package dev.muninn.node.cli;

import dev.muninn.cluster.trust.Revocations;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that a node's certificates count no more. */
@Command(
    name = "revoke",
    description = {
      "Turn a node out: the certificates that it has until now count no more.",
      "Run it where 'muninn cluster init' was run. Nodes that run hear of it within half a minute. It",
      "may be invited again."
    },
    mixinStandardHelpOptions = true)
final class ClusterRevokeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterData data;

  @Parameters(index = "0", paramLabel = "NAME", description = "What the node is called.")
  private String name;

  @Override
  public Integer call() throws IOException {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new CliException(
          "cluster revoke", "'" + name + "' is no name of a node", "muninn nodes lists them");
    }
    Revocations.revoke(data.trust(), name, Clock.systemUTC().instant());
    spec.commandLine().getOut().println("The certificates of " + name + " count no more.");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
