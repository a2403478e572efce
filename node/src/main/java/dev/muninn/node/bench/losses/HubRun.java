package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the round of partitions as this same program in the hub of fresh {@link Namespaces}, and
 * takes over its table. Where namespaces are not allowed the round is skipped by name.
 */
final class HubRun {
  private final Goals goals;

  HubRun(Goals goals) {
    this.goals = goals;
  }

  /** Whatever ends it, a Ctrl-C too, takes the namespaces with it. */
  void run() throws IOException {
    Optional<String> obstacle = Namespaces.obstacle();
    if (obstacle.isPresent()) {
      goals.skipped("network namespaces (ip netns, veth)", obstacle.get());
      return;
    }
    Namespaces namespaces = Namespaces.make();
    Process child = start(namespaces);
    Thread hook = new Thread(() -> end(child, namespaces), "namespaces-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      listen(child);
    } finally {
      end(child, namespaces);
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private static Process start(Namespaces namespaces) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespaces.hubName()));
    command.addAll(
        Launcher.at(
            Launcher.home(),
            List.of("bench", "cluster", "--rounds", "partition", "--inside", namespaces.prefix())));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("MUNINN_NO_BUILD", "1");
    return builder.start();
  }

  private void listen(Process child) throws IOException {
    boolean table = false;
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        table |= line.startsWith("| round |");
        if (table) {
          goals.takeOver(line);
        } else if (line.startsWith("  ")) {
          goals.say(line);
        }
      }
    }
    int code = child.onExit().join().exitValue();
    if (!table) {
      goals.correct("it comes to its end", "exit code " + code, false);
    }
  }

  private static void end(Process child, Namespaces namespaces) {
    child.destroy();
    child.onExit().join();
    namespaces.close();
  }
}
