package dev.muninn.node.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same program that runs here, as another process. */
final class Launcher {
  private Launcher() {}

  /** {@code muninn} with these words. */
  static ProcessBuilder of(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("muninn.home", "."), "muninn").toString());
    command.addAll(words);
    return new ProcessBuilder(command);
  }
}
