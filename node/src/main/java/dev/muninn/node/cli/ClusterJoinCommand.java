package dev.muninn.node.cli;

import dev.muninn.cluster.internal.JoinClient;
import dev.muninn.cluster.internal.JoinClient.Membership;
import dev.muninn.cluster.trust.InviteToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches this node's certificate. */
@Command(
    name = "join",
    description = "Take up an invitation: make this node's key, and fetch its certificate.",
    mixinStandardHelpOptions = true)
final class ClusterJoinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterData data;

  @Parameters(
      index = "0",
      paramLabel = "TOKEN",
      description = "What 'muninn cluster invite NAME' printed.")
  private String token;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Membership membership = JoinClient.join(InviteToken.parse(token.strip()), data.trust());
    PrintWriter out = spec.commandLine().getOut();
    out.println("This node is " + membership.name() + " at " + membership.host() + ".");
    out.println("Its configuration, for 'muninn node --roles … --config FILE':");
    out.println("  muninn.cluster.host = \"" + membership.host() + "\"");
    out.println(
        "  muninn.cluster.contact-points = [\""
            + String.join("\", \"", membership.contactPoints())
            + "\"]");
    out.flush();
    return 0;
  }
}
