package dev.muninn.node.cli;

import dev.muninn.cluster.trust.CertificateAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the cluster's authority and the certificate of its first node. */
@Command(
    name = "init",
    description = {
      "Begin a cluster on this machine: make its certificate authority, and this node's certificate.",
      "Both are kept under DIR/secrets/cluster; they belong to every backup."
    },
    mixinStandardHelpOptions = true)
final class ClusterInitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterData data;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "server",
      description = "What this node is called (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--host",
      paramLabel = "ADDR",
      required = true,
      description = "The address or host name that the other nodes reach this one at.")
  private String host;

  @Override
  public Integer call() throws IOException {
    CertificateAuthority.init(data.trust(), name, host, Clock.systemUTC().instant());
    PrintWriter out = spec.commandLine().getOut();
    out.println("This node is " + name + " at " + host + ", the first of its cluster.");
    out.println("Start it with 'muninn node'; then 'muninn cluster invite NAME' lets others in.");
    out.flush();
    return 0;
  }
}
