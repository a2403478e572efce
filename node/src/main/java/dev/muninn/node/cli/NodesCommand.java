package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the machines that Muninn runs on. */
@Command(
    name = "nodes",
    description = "The nodes of the cluster: what they do, whether they are in reach.",
    mixinStandardHelpOptions = true)
final class NodesCommand implements Callable<Integer> {
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    NodesWire.Nodes all = server.api().get("/nodes", NodesWire.Nodes.class);
    all.nodes().forEach(node -> print(node, out));
    all.notices().forEach(notice -> print(notice, out));
    out.flush();
    return 0;
  }

  private static void print(NodesWire.Notice notice, PrintWriter out) {
    out.println(Texts.time(notice.at()) + "  " + words(notice));
  }

  /** Who noted what of whom, and how often. */
  static String words(NodesWire.Notice notice) {
    return Texts.printable(notice.node() + " noted of " + notice.peer() + ": " + notice.words())
        + (notice.times() > 1 ? " (" + notice.times() + " times)" : "");
  }

  private static void print(NodesWire.Node node, PrintWriter out) {
    out.printf(
        "%s  %s%s, version %s, at %s%n",
        Texts.printable(node.name()),
        node.state(),
        node.reachable() ? "" : ", out of reach",
        Texts.printable(node.version()),
        Texts.printable(node.address()));
    out.printf("  roles      %s%n", String.join(", ", node.roles()));
    if (node.startedAt() != null) {
      out.printf("  since      %s%n", Texts.time(node.startedAt()));
    }
    if (node.shards() != null) {
      out.printf("  shards     %d%n", node.shards());
    }
    if (node.leases() > 0) {
      out.printf("  leases     %d%n", node.leases());
    }
    for (NodesWire.Model model : node.models()) {
      out.printf(
          Locale.ROOT,
          "  embeds     %s (%s) on %s%s%n",
          Texts.printable(model.space()),
          String.join(", ", model.towers()),
          Texts.printable(model.device()),
          model.picturesPerSecond() > 0
              ? String.format(Locale.ROOT, ", %.1f pictures a second", model.picturesPerSecond())
              : "");
    }
    node.lacks()
        .forEach(
            lack ->
                out.printf(
                    "  lacks      %s of the model %s: %s%n",
                    Texts.printable(lack.space()),
                    Texts.printable(lack.model()),
                    Texts.printable(lack.words())));
    node.cards().forEach(card -> out.printf("  card       %s%n", words(card)));
    for (NodesWire.Work work : node.work()) {
      out.printf(
          "  %-10s %d in hand, %d done in the last minute, %d in the last hour%n",
          work.stage(), work.leases(), work.lastMinute(), work.lastHour());
    }
  }

  private static String words(NodesWire.Card card) {
    StringBuilder words = new StringBuilder(Texts.printable(card.name()));
    if (card.memoryTotalMiB() != null) {
      words.append(
          card.memoryUsedMiB() == null
              ? String.format(Locale.ROOT, ", %,d MiB", card.memoryTotalMiB())
              : String.format(
                  Locale.ROOT,
                  ", %,d of %,d MiB used",
                  card.memoryUsedMiB(),
                  card.memoryTotalMiB()));
    }
    if (card.celsius() != null) {
      words.append(String.format(Locale.ROOT, ", %d °C", card.celsius()));
    }
    return words.toString();
  }
}
