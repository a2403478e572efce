package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployUnitsTest {
  private static final Path UNITS = Path.of("..", "cluster-config", "deploy", "systemd");
  private static final String LAUNCHER = "/opt/muninn/muninn";

  @Test
  void hasTheThreeMachinesOfAHome() throws IOException {
    assertEquals(
        List.of("muninn-server.service", "muninn-vault.service", "muninn-worker.service"),
        units().stream().map(unit -> unit.getFileName().toString()).toList());
  }

  private static List<Path> units() throws IOException {
    try (Stream<Path> found = Files.list(UNITS)) {
      return found.filter(file -> file.toString().endsWith(".service")).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "vault", "worker"})
  void runsACommandThatTheProgramUnderstands(String machine) throws IOException {
    String unit = Files.readString(UNITS.resolve("muninn-" + machine + ".service"));
    List<String> starts = unit.lines().filter(line -> line.startsWith("ExecStart=")).toList();
    assertEquals(1, starts.size());
    String command = starts.get(0).substring("ExecStart=".length());
    assertTrue(command.startsWith(LAUNCHER + " "), command);
    Understood.by(command.substring(LAUNCHER.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "vault", "worker"})
  void comesBackAndDrainsOnStop(String machine) throws IOException {
    List<String> unit = Files.readAllLines(UNITS.resolve("muninn-" + machine + ".service"));
    for (String line :
        List.of(
            "Restart=always",
            "KillMode=mixed",
            "KillSignal=SIGTERM",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "User=muninn")) {
      assertTrue(unit.contains(line), machine + " lacks " + line);
    }
  }

  /** Of units that run what is there: the launcher of this repository. */
  @Test
  void passesSystemdsOwnCheck(@TempDir Path folder) throws IOException, InterruptedException {
    Path tool = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(tool), "no systemd-analyze");
    String here = Path.of("..", "muninn").toRealPath().toString();
    List<String> command = new ArrayList<>(List.of(tool.toString(), "verify", "--man=no"));
    for (Path unit : units()) {
      Path copy = folder.resolve(unit.getFileName());
      Files.writeString(copy, Files.readString(unit).replace(LAUNCHER, here));
      command.add(copy.toString());
    }
    Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int outcome = check.waitFor();
    assumeTrue(!said.contains("Failed to"), "systemd-analyze does not work here: " + said);
    assertEquals(
        "", said.lines().filter(line -> line.startsWith("muninn-")).findFirst().orElse(""));
    assertEquals(0, outcome, said);
  }
}
