package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes items out of the trash. */
@Command(
    name = "restore",
    description = "Take items out of the trash, as they were.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
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
      Wire.Media item = api.post("/media/" + id + "/restore", new Wire.Nothing(), Wire.Media.class);
      out.println(Texts.wrapped(item.words() + " is back", 2));
    }
    return 0;
  }
}
