package dev.muninn.node.cli;

import dev.muninn.cluster.internal.TrustClient;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.Refusals;
import dev.muninn.cluster.trust.TrustFolder;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has this node's certificate renewed now. */
@Command(
    name = "renew",
    description = {
      "Have this node's certificate renewed, for another year.",
      "A node that runs does so by itself when a third of the time is left, and shows the renewed one",
      "without a restart."
    },
    mixinStandardHelpOptions = true)
final class ClusterRenewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterData data;

  @Option(
      names = "--at",
      paramLabel = "HOST:PORT",
      description =
          "The internal HTTPS of the node with the cluster's authority (default: the contact points"
              + " that this node used last).")
  private List<String> at = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    TrustFolder trust = data.trust();
    Clock clock = Clock.systemUTC();
    NodeIdentity self = NodeIdentity.in(trust, new Refusals(clock));
    if (trust.hasAuthority()) {
      self.renewHere(clock.instant());
    } else {
      new TrustClient(self).renew(at.isEmpty() ? trust.lastContactPoints() : at);
    }
    spec.commandLine().getOut().println(self.name() + " is certified until " + self.until() + ".");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
