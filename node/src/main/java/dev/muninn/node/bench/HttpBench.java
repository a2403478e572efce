package dev.muninn.node.bench;

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

/** What the HTTP surface does under a bounded load. */
@Command(
    name = "http",
    description = {
      "A Muninn of its own on 127.0.0.1: uploads a second (receipts, small files),",
      "then the latency of searches and lists, from a few clients at once."
    },
    mixinStandardHelpOptions = true)
final class HttpBench implements Callable<Integer> {
  private static final List<String> QUERIES =
      List.of("a cat", "the two dogs at the window", "red circles", "picture", "mountain lake");

  @Spec private CommandSpec spec;

  @Option(
      names = "--items",
      defaultValue = "200",
      description = "How many files are uploaded (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--requests",
      defaultValue = "500",
      description = "Searches, and lists (default: ${DEFAULT-VALUE} each).")
  private int requests;

  @Option(
      names = "--clients",
      defaultValue = "4",
      description = "Requests in flight, 1 to 32 (default: ${DEFAULT-VALUE}).")
  private int clients;

  /** One request, by its number. */
  private interface Request {
    void send(int number) throws IOException, InterruptedException;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("muninn-pictures");
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(32, clients)));
    try (TemporaryMuninn muninn = TemporaryMuninn.start()) {
      List<Path> files = BenchPictures.make(folder, items, 640, 480);
      out.println(Machine.words() + "; " + clients + " clients");
      long before = System.nanoTime();
      print(out, "uploads", run(threads, items, i -> muninn.upload(files.get(i))), before);
      long ready = muninn.awaitQuiet(items);
      out.printf("%d of %d items ready after %.1f s%n", ready, items, seconds(before));
      run(threads, requests / 5, i -> muninn.search(QUERIES.get(i % QUERIES.size()), 20, "hybrid"));
      before = System.nanoTime();
      print(
          out,
          "searches",
          run(threads, requests, i -> muninn.search(QUERIES.get(i % QUERIES.size()), 20, "hybrid")),
          before);
      before = System.nanoTime();
      print(out, "lists", run(threads, requests, i -> muninn.get("/media?limit=100")), before);
    } finally {
      threads.shutdownNow();
      Folders.delete(folder);
    }
    return 0;
  }

  /** The time of each request, in milliseconds. */
  private static List<Double> run(ExecutorService threads, int count, Request request)
      throws InterruptedException, ExecutionException {
    List<Future<Double>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      running.add(threads.submit(() -> timed(request, number)));
    }
    List<Double> millis = new ArrayList<>();
    for (Future<Double> one : running) {
      millis.add(one.get());
    }
    return millis;
  }

  private static double timed(Request request, int number)
      throws IOException, InterruptedException {
    long before = System.nanoTime();
    request.send(number);
    return (System.nanoTime() - before) / 1e6;
  }

  private static void print(PrintWriter out, String what, List<Double> millis, long since) {
    out.printf(
        "%-9s %,8.1f a second; p50 %.1f ms, p99 %.1f ms%n",
        what,
        millis.size() / seconds(since),
        Medians.percentile(millis, 0.5),
        Medians.percentile(millis, 0.99));
    out.flush();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
