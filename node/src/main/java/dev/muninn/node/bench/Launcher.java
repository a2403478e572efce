package dev.muninn.node.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same program that runs here, as another process. */
public final class Launcher {
  private Launcher() {}

  /** {@code muninn} with these words. */
  public static ProcessBuilder of(List<String> words) {
    return new ProcessBuilder(at(home(), words));
  }

  /** Where this program was built. */
  public static Path home() {
    return Path.of(System.getProperty("muninn.home", "."));
  }

  /** The command that runs the program of a folder, this or another one, with these words. */
  public static List<String> at(Path home, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("muninn").toString());
    command.addAll(words);
    return command;
  }
}
