package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts items into the trash. */
@Command(
    name = "trash",
    description = {
      "Put items into the trash: they leave lists and searches.",
      "No file is deleted; `muninn restore` brings them back as they were."
    },
    mixinStandardHelpOptions = true)
final class TrashCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ITEM",
      arity = "1..*",
      description = "Items: their ids, the beginnings of these, or the names of their files.")
  private List<String> words;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Api api = server.api();
    ItemFinder finder = new ItemFinder(api);
    List<String> ids = words.stream().map(finder::find).toList();
    for (String id : ids) {
      api.delete("/media/" + id);
      out.println(id + " lies in the trash");
    }
    return 0;
  }
}
