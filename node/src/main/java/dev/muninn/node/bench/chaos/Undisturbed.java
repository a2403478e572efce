package dev.muninn.node.bench.chaos;

import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The contents after a run without kills, made once for the same samples and the same program. */
final class Undisturbed {

  private Undisturbed() {}

  static ContentDigest of(ChaosPlan plan) throws IOException, InterruptedException {
    Path file =
        plan.folder()
            .resolve(
                "undisturbed-%d-%d-%s.txt"
                    .formatted(plan.seed(), plan.samples().size(), program()));
    if (Files.exists(file)) {
      return ContentDigest.read(file);
    }
    ChaosRound round = new ChaosRound(plan, 0, new Calm());
    ChaosRound.Outcome outcome = round.run();
    if (!outcome.findings().isEmpty()) {
      throw new CliException(
          "the undisturbed run",
          String.join("\n", outcome.findings()),
          "see " + round.data() + " and its logs");
    }
    outcome.content().write(file);
    Folders.delete(round.data());
    return outcome.content();
  }

  /** Another build may rightly say other things. */
  private static String program() throws IOException {
    Path lib = Path.of(System.getProperty("muninn.home", "."), "node/target/muninn/lib");
    StringBuilder jars = new StringBuilder();
    try (Stream<Path> files = Files.list(lib)) {
      for (Path jar : files.sorted().toList()) {
        jars.append(jar.getFileName()).append(Files.getLastModifiedTime(jar)).append('\n');
      }
    }
    return Integer.toHexString(jars.toString().hashCode());
  }
}
