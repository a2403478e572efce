package dev.muninn.node.bench;

import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the whole costs beside the work itself. */
@Command(
    name = "ingest",
    description = {
      "Items a second through a whole Muninn of its own, from the first byte sent to all ready,",
      "and the ratio to a bare loop that does the same work on the same files without actors,",
      "journal, database and HTTP. Rounds alternate; figures are medians."
    },
    mixinStandardHelpOptions = true)
final class IngestBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description = "Pictures to use, each content once; else 12-megapixel ones are made.")
  private Path files;

  @Option(
      names = "--items",
      defaultValue = "40",
      description = "Items a round (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds that count; one before them warms up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--clients",
      defaultValue = "3",
      description = "Uploads at once, 1 to 16 (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("muninn-ingest");
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(16, clients)));
    try {
      List<Path> all = pictures(folder);
      out.println(Machine.words() + "; " + rounds + " rounds of " + items + " items");
      out.flush();
      List<Double> whole = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      // one at a time has the machine: each sleeps while the other works
      try (TemporaryMuninn muninn = TemporaryMuninn.start();
          BareLoop loop = new BareLoop(folder.resolve("bare"))) {
        for (int round = 0; round <= rounds; round++) {
          List<Path> some = all.subList(round * items, (round + 1) * items);
          double system = items / through(muninn, threads, some, (round + 1L) * items);
          double plain = items / loop.seconds(some);
          if (round > 0) {
            whole.add(system);
            bare.add(plain);
          }
          out.printf(
              "%-8s Muninn %6.2f items/s, bare loop %6.2f%n",
              round == 0 ? "warm-up" : "round " + round, system, plain);
          out.flush();
        }
      }
      out.printf(
          "median   Muninn %6.2f items/s, bare loop %6.2f, ratio %.2f%n",
          Medians.median(whole),
          Medians.median(bare),
          Medians.median(whole) / Medians.median(bare));
    } finally {
      threads.shutdownNow();
      Folders.delete(folder);
    }
    return 0;
  }

  private List<Path> pictures(Path folder) throws IOException {
    int wanted = items * (rounds + 1);
    if (files == null) {
      return BenchPictures.make(Files.createDirectories(folder.resolve("pictures")), wanted);
    }
    List<Path> found = BenchPictures.of(files, wanted);
    if (found.size() < wanted) {
      throw new CliException(
          files.toString(),
          "holds " + found.size() + " files, " + wanted + " are wanted",
          "ask for fewer with --items and --rounds");
    }
    return found;
  }

  private static double through(
      TemporaryMuninn muninn, ExecutorService threads, List<Path> files, long accepted)
      throws IOException, InterruptedException, ExecutionException {
    long before = System.nanoTime();
    List<Future<String>> uploads = new ArrayList<>();
    for (Path file : files) {
      uploads.add(threads.submit(() -> muninn.upload(file)));
    }
    for (Future<String> upload : uploads) {
      upload.get();
    }
    long ready = muninn.awaitQuiet(accepted);
    if (ready != accepted) {
      throw new CliException(
          "bench ingest", ready + " of " + accepted + " items became ready", "are all pictures?");
    }
    return (System.nanoTime() - before) / 1e9;
  }
}
