package dev.muninn.node.bench;

import dev.muninn.hash.Blake3;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast contents are hashed, against the JDK's SHA-256 and an installed {@code b3sum}. */
@Command(
    name = "hash",
    description = {
      "BLAKE3 as Muninn does it, JDK SHA-256, and b3sum where it is installed:",
      "MB (10^6 bytes) per second of CPU, medians of interleaved rounds."
    },
    mixinStandardHelpOptions = true)
final class HashBench implements Callable<Integer> {
  private static final int WARM_UP = 3;
  private static final int BUFFER = 1 << 17;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "Rounds that count (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--size",
      paramLabel = "MB",
      defaultValue = "128",
      description = "How much is hashed a round (default: ${DEFAULT-VALUE}).")
  private int megabytes;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  /** A way of hashing; says the digest. */
  private interface Hashing {
    String digest(byte[] bytes);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    byte[] bytes = new byte[Math.max(1, megabytes) * 1_000_000];
    new Random(1).nextBytes(bytes);
    Path file = Files.createTempFile("muninn-bench", ".bin");
    try {
      Files.write(file, bytes);
      String ours = "";
      String theirs = "";
      for (int round = -WARM_UP; round < rounds; round++) {
        ours = time("Muninn BLAKE3", HashBench::blake3, bytes, round >= 0);
        time("JDK SHA-256", HashBench::sha256, bytes, round >= 0);
        theirs = b3sum(file, bytes.length, round >= 0);
      }
      if (!theirs.isEmpty() && !theirs.equals(ours)) {
        throw new CliException("bench hash", "b3sum says " + theirs + ", we " + ours, "report it");
      }
      out.println(Machine.words() + "; " + rounds + " rounds of " + megabytes + " MB");
      figures.forEach(
          (name, all) -> out.printf("%-16s %,8.0f MB per CPU-second%n", name, Medians.median(all)));
      if (theirs.isEmpty()) {
        out.println("b3sum            not installed");
      }
    } finally {
      Files.delete(file);
    }
    return 0;
  }

  private String time(String name, Hashing hashing, byte[] bytes, boolean counts) {
    long before = threads.getCurrentThreadCpuTime();
    String digest = hashing.digest(bytes);
    enter(name, bytes.length, threads.getCurrentThreadCpuTime() - before, counts);
    return digest;
  }

  private void enter(String name, int bytes, long nanos, boolean counts) {
    if (counts) {
      figures.computeIfAbsent(name, fresh -> new ArrayList<>()).add(bytes * 1e3 / nanos);
    }
  }

  private static String blake3(byte[] bytes) {
    Blake3.Hasher hasher = Blake3.hasher();
    for (int at = 0; at < bytes.length; at += BUFFER) {
      hasher.update(bytes, at, Math.min(BUFFER, bytes.length - at));
    }
    return HexFormat.of().formatHex(hasher.digest());
  }

  private static String sha256(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int at = 0; at < bytes.length; at += BUFFER) {
        digest.update(bytes, at, Math.min(BUFFER, bytes.length - at));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** One thread, a file in the page cache; its wall time stands for its CPU time. Empty: none. */
  private String b3sum(Path file, int bytes, boolean counts) {
    try {
      long before = System.nanoTime();
      Process process =
          new ProcessBuilder("b3sum", "--num-threads", "1", "--no-names", file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        return "";
      }
      enter("b3sum, 1 thread", bytes, System.nanoTime() - before, counts);
      return said.strip();
    } catch (IOException notInstalled) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
