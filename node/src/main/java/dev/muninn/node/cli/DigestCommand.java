package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints digests by which two states can be compared. */
@Command(
    name = "digest",
    description = {
      "Print a digest of what is derived from the journal.",
      "Of the rows of all views and of the vectors: equal before and after `muninn rebuild`.",
      "With --content, of what the items are: equal for the same files, whatever happened."
    },
    mixinStandardHelpOptions = true)
final class DigestCommand implements Callable<Integer> {
  /** It reads every row. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Option(names = "--content", description = "Of the items by their content.")
  private boolean content;

  @Option(names = "--items", description = "The same, with a line for each item.")
  private boolean items;

  @Option(names = "--json", description = "Print the server's answer as it is.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Api api = server.api();
    String path = content || items ? "/digest?content=true" : "/digest";
    if (json) {
      out.println(api.getForText(path, PATIENCE));
    } else if (content || items) {
      print(out, api.get(path, Wire.ContentDigest.class, PATIENCE));
    } else {
      print(out, api.get(path, Wire.ReplayDigest.class, PATIENCE));
    }
    return 0;
  }

  private void print(PrintWriter out, Wire.ContentDigest digest) {
    if (items) {
      digest.perItem().forEach(item -> out.println(item.hash() + "  " + item.digest()));
    }
    out.println(digest.digest() + "  content of " + Texts.count(digest.items(), "item"));
  }

  private static void print(PrintWriter out, Wire.ReplayDigest digest) {
    for (Wire.DigestPart part : digest.parts()) {
      out.printf(
          Locale.ROOT,
          "%s  %s (%s)%n",
          part.digest(),
          Texts.printable(part.name()),
          Texts.count(part.rows(), "row"));
    }
    out.println(digest.digest() + "  replay");
  }
}
