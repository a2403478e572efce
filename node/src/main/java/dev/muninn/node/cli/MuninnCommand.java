package dev.muninn.node.cli;

import dev.muninn.node.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "muninn",
    description = "The media memory of a home: photos and videos in, found by meaning.",
    subcommands = {
      UpCommand.class,
      NodeCommand.class,
      ClusterCommand.class,
      NodesCommand.class,
      SetupCommand.class,
      LoginCommand.class,
      LogoutCommand.class,
      ModelsCommand.class,
      BenchCommand.class,
      AddCommand.class,
      SearchCommand.class,
      StatusCommand.class,
      StoryCommand.class,
      EventsCommand.class,
      EditCommand.class,
      TrashCommand.class,
      RestoreCommand.class,
      RetryCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      VerifyCommand.class,
      RebuildCommand.class,
      DigestCommand.class,
      DoctorCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The first five minutes:",
      "  muninn up                  starts it and prints a setup code",
      "  muninn setup               makes you its first admin (in a second terminal)",
      "  muninn add ~/Pictures      takes pictures in",
      "  muninn search \"a cat\"      finds them",
      "",
      "Environment: MUNINN_URL, MUNINN_DATA, MUNINN_PASSWORD, MUNINN_TOKEN, MUNINN_JAVA_OPTS."
    })
final class MuninnCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error came from.")
  private boolean debug;

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
