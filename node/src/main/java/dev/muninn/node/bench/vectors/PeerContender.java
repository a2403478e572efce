package dev.muninn.node.bench.vectors;

import dev.muninn.node.cli.CliException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** C++ hnswlib in a child process that answers commands; its source is bench/vectors/peer.cpp. */
final class PeerContender implements Contender {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;
  private final int queries;

  private PeerContender(Process process, int queries) {
    this.process = process;
    this.queries = queries;
    this.to =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static PeerContender start(Path program, RowFile rows, RowFile queries, GraphShape shape)
      throws IOException {
    List<String> command =
        List.of(
            program.toString(),
            rows.path().toString(),
            queries.path().toString(),
            String.valueOf(rows.rows()),
            String.valueOf(queries.rows()),
            String.valueOf(rows.dimension()),
            String.valueOf(shape.m()),
            String.valueOf(shape.efConstruction()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new PeerContender(process, queries.rows());
  }

  @Override
  public String name() {
    return "C++ hnswlib";
  }

  @Override
  public boolean tunable() {
    return true;
  }

  @Override
  public Built build() throws IOException {
    long[] built = ask("build", "built");
    return new Built(built[0], built[1]);
  }

  @Override
  public Run run(int k, int ef) throws IOException {
    long[] ran = ask("run " + ef + " " + k, "ran");
    long[] each = new long[queries];
    int[][] found = new int[queries][];
    for (int query = 0; query < queries; query++) {
      long[] line = numbers(line());
      each[query] = line[0];
      found[query] = Arrays.stream(line).skip(1).mapToInt(label -> (int) label).toArray();
    }
    return new Run(ran[0], ran[1], each, found);
  }

  @Override
  public OptionalDouble distances(int k, int ef) throws IOException {
    return OptionalDouble.of((double) ask("count " + ef + " " + k, "counted")[0] / queries);
  }

  @Override
  public Kept keep(Path file) throws IOException {
    long saved = ask("save " + file, "saved")[0];
    long loaded = ask("load " + file, "loaded")[0];
    return new Kept(saved, loaded, Files.size(file));
  }

  private long[] ask(String command, String answer) throws IOException {
    to.write(command + "\n");
    to.flush();
    String line = line();
    if (!line.startsWith(answer + " ")) {
      throw ended("'" + command + "' was answered with '" + line + "'");
    }
    return numbers(line.substring(answer.length() + 1));
  }

  private String line() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw ended("it ended");
    }
    return line;
  }

  private static long[] numbers(String line) {
    return Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  private static CliException ended(String how) {
    return new CliException("the C++ peer", how, "run without --peer, or look at its last words");
  }

  @Override
  public void close() {
    try {
      to.write("quit\n");
      to.flush();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
