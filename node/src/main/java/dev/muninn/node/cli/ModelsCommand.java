package dev.muninn.node.cli;

import dev.muninn.cluster.DataFolder;
import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.node.RuntimeFile;
import dev.muninn.node.StandardFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
      "Works on the data folder of this machine, and on the Muninn that runs on it."
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
        spec.commandLine(), "What about models? list, use, back, drop, add or pull");
  }

  @Command(
      name = "list",
      description = "List the packs, and the spaces of the Muninn that runs here.",
      mixinStandardHelpOptions = true)
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
    if (running().isPresent()) {
      out.println("spaces of the Muninn that runs here:");
      printSpaces(out);
    }
    return 0;
  }

  /** The packs are on disk and nobody's secret; the spaces are for who is logged in. */
  private void printSpaces(PrintWriter out) {
    try {
      change().print();
    } catch (CliException refused) {
      out.println("  not shown: " + refused.getMessage());
    }
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
        "Switch to a model while everything goes on.",
        "Where it is live the switch is done at once. Else every item is embedded with it in the"
            + " background, searches are answered by the old one until that is complete, and the"
            + " switch follows by itself.",
        "On a data folder that was never used it is what the first start loads."
      },
      mixinStandardHelpOptions = true)
  Integer use(
      @Parameters(paramLabel = "NAME", description = "A pack of the list.") String name,
      @Option(names = "--no-wait", description = "Begin it and do not watch.") boolean noWait)
      throws IOException, InterruptedException {
    // one on a PostgreSQL of somebody else has none in its folder
    if (running().isEmpty() && !folder().postgres().toFile().exists()) {
      choose(name);
      return 0;
    }
    change().use(name, !noWait);
    return 0;
  }

  private void choose(String name) throws IOException {
    try {
      packs().choose(name);
    } catch (PackException refused) {
      throw new CliException(
          name,
          refused.getMessage(),
          "looked in " + folder().models() + "; no Muninn runs there, --data names another folder");
    }
    spec.commandLine().getOut().println(name + " is loaded at the first start of Muninn");
  }

  @Command(
      name = "back",
      description = "Switch back to the model that answered before, at once.",
      mixinStandardHelpOptions = true)
  Integer back() {
    change().back();
    return 0;
  }

  @Command(
      name = "drop",
      description = {
        "Give up a model that does not answer: its space is filled no more, its index deleted.",
        "The vectors stay in the journal: the same model comes back without embedding them again."
      },
      mixinStandardHelpOptions = true)
  Integer drop(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..1",
              description = "A pack or space of the list; the one that does not answer.")
          String name) {
    change().drop(Optional.ofNullable(name));
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

  private ModelChange change() {
    DataFolder folder = folder();
    RuntimeFile running =
        running()
            .orElseThrow(
                () ->
                    new CliException(
                        folder.root().toString(),
                        "no Muninn runs on this folder, and it alone can change its model",
                        "start it with `muninn up` and try again"));
    return new ModelChange(
        new Api(ServerOption.parsed(running.url()), CredentialStore.standard()),
        spec.commandLine().getOut());
  }

  private Optional<RuntimeFile> running() {
    return RuntimeFile.read(folder().runtimeFile()).filter(RuntimeFile::alive);
  }
}
