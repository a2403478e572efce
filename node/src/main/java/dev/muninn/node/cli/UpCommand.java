package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.node.Server;
import dev.muninn.node.StandardFolder;
import dev.muninn.node.StartPlan;
import dev.muninn.node.UpSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server in the foreground. */
@Command(
    name = "up",
    description = {
      "Run Muninn on this machine, in the foreground, until Ctrl-C.",
      "Prints its address when it is ready, and a setup code until there is an admin."
    },
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept; else MUNINN_DATA, else $XDG_DATA_HOME/muninn, else"
              + " ~/.local/share/muninn.")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "2847",
      description = "The port of the API; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1",
      description = {
        "The address to listen on (default: ${DEFAULT-VALUE}, this machine only);",
        "0.0.0.0 opens it to the network."
      })
  private String bind;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL of your own (16 or newer) instead of the one inside:"
              + " postgresql://user:password@host:5432/muninn. Its user must be able to make roles."
              + " Better given as MUNINN_DATABASE_URL: arguments show in the list of processes.")
  private String databaseUrl;

  @Override
  public Integer call() {
    DataFolder folder = data == null ? StandardFolder.find() : new DataFolder(data);
    Optional<String> database =
        Optional.ofNullable(databaseUrl)
            .or(() -> Optional.ofNullable(System.getenv("MUNINN_DATABASE_URL")))
            .filter(url -> !url.isBlank());
    return Server.run(StartPlan.of(new UpSettings(folder, port, bind, database)));
  }
}
