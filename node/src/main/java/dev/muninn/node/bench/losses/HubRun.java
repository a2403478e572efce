package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Ending;
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
    try (Ending ending = new Ending("namespaces-end")) {
      Namespaces namespaces = Namespaces.make();
      ending.with(namespaces::close);
      Process child = start(namespaces);
      ending.with(() -> end(child));
      listen(child);
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

  private static void end(Process child) {
    child.destroy();
    child.onExit().join();
  }
}
