package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** Whether the launcher's program understands a command that a file tells people to run. */
final class Understood {
  private Understood() {}

  /** Reads it as the program does, without running it; {@code words} come after the launcher. */
  static void by(List<String> words) {
    assertFalse(words.isEmpty(), "no command");
    CommandLine.ParseResult read =
        CommandLineRunner.commandLine().parseArgs(words.toArray(String[]::new));
    assertTrue(
        read.isVersionHelpRequested() || read.hasSubcommand(),
        () -> "no command of ours: " + words);
  }

  static void by(String words) {
    by(Arrays.stream(words.strip().split("\\s+")).toList());
  }
}
