package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.node.RuntimeFile;
import dev.muninn.node.StandardFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The model packs in the data folder of this machine. */
@Command(
    name = "models",
    description = {
      "List, choose, add and download the models that see pictures and read queries.",
      "Works on the data folder of this machine; a choice counts from the next start."
    },
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  private static final long UNKNOWN = -1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The data folder, if it is not the usual one.")
  private Path data;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "What about models? list, use, add or pull");
  }

  @Command(name = "list", description = "List the packs.", mixinStandardHelpOptions = true)
  Integer list() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (ModelPacks.Listing pack : packs().list()) {
      out.printf(
          "%s %-20s %-30s %10s  %s%n",
          pack.chosen() ? "*" : " ",
          pack.name(),
          Texts.printable(pack.title()),
          Texts.bytes(pack.bytes()),
          state(pack));
    }
    return 0;
  }

  private static String state(ModelPacks.Listing pack) {
    return switch (pack.state()) {
      case READY -> "ready";
      case NOT_PULLED -> "`muninn models pull " + pack.name() + "` fetches it";
      case BROKEN -> "broken: " + Texts.printable(pack.trouble().orElse("unreadable"));
    };
  }

  @Command(
      name = "use",
      description = {
        "Choose the pack that is loaded at the next start.",
        "Refused while there are items: their vectors belong to the model that made them."
      },
      mixinStandardHelpOptions = true)
  Integer use(@Parameters(paramLabel = "NAME", description = "A pack of the list.") String name)
      throws IOException {
    try {
      packs().use(name, items());
    } catch (PackException refused) {
      throw new CliException(name, refused.getMessage(), "");
    }
    spec.commandLine().getOut().println(name + " is loaded at the next start of Muninn");
    return 0;
  }

  @Command(
      name = "add",
      description = "Copy a pack from a folder, checked against its manifest.",
      mixinStandardHelpOptions = true)
  Integer add(
      @Parameters(paramLabel = "FOLDER", description = "A folder with a manifest.") Path folder)
      throws IOException {
    try {
      String name = packs().add(folder);
      spec.commandLine().getOut().println(name + " is here; `muninn models use " + name + "`");
    } catch (PackException refused) {
      throw new CliException(folder.toString(), refused.getMessage(), "");
    }
    return 0;
  }

  @Command(
      name = "pull",
      description = "Download a pack, with checksums; goes on where it was left.",
      mixinStandardHelpOptions = true)
  Integer pull(@Parameters(paramLabel = "NAME", description = "A pack of the list.") String name)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ProgressLine progress = new ProgressLine(out, Terminal.draws());
    try {
      packs()
          .pull(
              name,
              (path, done, total) ->
                  progress.show(
                      new ProgressLine.State(
                          done, total, Texts.printable(path) + ", " + Texts.bytes(done), UNKNOWN)));
    } catch (PackException refused) {
      progress.clear();
      throw new CliException(name, refused.getMessage(), "");
    }
    progress.clear();
    out.println(name + " is here; `muninn models use " + name + "` chooses it");
    return 0;
  }

  private ModelPacks packs() {
    return new ModelPacks(folder().models());
  }

  private DataFolder folder() {
    return data == null ? StandardFolder.find() : new DataFolder(data);
  }

  /**
   * How many items the folder's Muninn holds: it alone can tell, so it has to run, unless it has
   * never run at all.
   */
  private long items() {
    DataFolder folder = folder();
    if (!folder.postgres().toFile().exists()) {
      return 0;
    }
    RuntimeFile running =
        RuntimeFile.read(folder.runtimeFile())
            .filter(RuntimeFile::alive)
            .orElseThrow(
                () ->
                    new CliException(
                        folder.root().toString(),
                        "no Muninn runs on this folder, so nobody knows how many items it holds",
                        "start it with `muninn up` and try again"));
    CredentialStore store = CredentialStore.standard();
    return new Api(ServerOption.parsed(running.url()), store)
        .get("/pipeline", Wire.Counts.class)
        .accepted();
  }
}
