package dev.muninn.node.cli;

import dev.muninn.cluster.trust.Invitations;
import dev.muninn.cluster.trust.InviteToken;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.Refusals;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a token that lets one node fetch its certificate. */
@Command(
    name = "invite",
    description = {
      "Print one token, for 'muninn cluster join TOKEN' on the new node.",
      "It is good once, for half an hour, and is to be kept secret until it is used. Run it where",
      "'muninn cluster init' was run."
    },
    mixinStandardHelpOptions = true)
final class ClusterInviteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterData data;

  @Parameters(index = "0", paramLabel = "NAME", description = "What the new node is to be called.")
  private String name;

  @Option(
      names = "--host",
      paramLabel = "ADDR",
      description =
          "The address or host name that the others reach the new node at; else the one it asks"
              + " from.")
  private String host;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "For how long the token is good (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    Invitations invitations = new Invitations(data.trust(), clock);
    NodeIdentity self = NodeIdentity.in(data.trust(), new Refusals(clock));
    InviteToken token =
        invitations.invite(
            name,
            Optional.ofNullable(host),
            self.hosts().get(0),
            port(),
            Duration.ofMinutes(minutes));
    PrintWriter out = spec.commandLine().getOut();
    out.println(token.text());
    out.flush();
    return 0;
  }

  /** Where it listens, or last did: three cores invite each other before they have begun. */
  private int port() {
    return data.trust()
        .lastListening()
        .orElseThrow(
            () ->
                new CliException(
                    "cluster invite",
                    "no node ever ran on "
                        + data.folder().root()
                        + " that could let another one in",
                    "start it with 'muninn node', or name its folder with --data"));
  }
}
