package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/operations.md tells people to type and to write is what the program takes. */
class OperationsWalkTest {
  private static final Path DOC = Path.of("..", "docs", "operations.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```");
  private static final List<Pattern> COMMANDS =
      List.of(
          Pattern.compile(".*/opt/muninn/muninn (?<words>.*)"),
          Pattern.compile("docker compose run --rm (?:server|worker) (?<words>.*)"));

  private static List<String> blocks() throws IOException {
    String walk = Files.readString(DOC).split("## A home cluster, step by step", -1)[1];
    List<String> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(walk);
    while (found.find()) {
      blocks.add(found.group(1));
    }
    return blocks;
  }

  @Test
  void namesCommandsThatThereAre() throws IOException {
    int read = 0;
    for (String line : String.join("", blocks()).lines().toList()) {
      for (Pattern pattern : COMMANDS) {
        Matcher command = pattern.matcher(line);
        if (command.matches()) {
          Understood.by(command.group("words"));
          read++;
        }
      }
    }
    assertTrue(read >= 6, "only " + read + " commands were found");
  }

  @Test
  void copiesFilesThatThereAre() throws IOException {
    Matcher copied = Pattern.compile("cluster-config/[\\w./-]+\\w").matcher(Files.readString(DOC));
    int found = 0;
    while (copied.find()) {
      assertTrue(Files.exists(Path.of("..").resolve(copied.group())), copied.group());
      found++;
    }
    assertTrue(found >= 6);
  }
}
