package dev.muninn.ingest.wake;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;

/**
 * The block {@code muninn.ingest.wake}.
 *
 * @param command the program and its arguments, run without a shell; empty: nothing is ever run
 * @param after how long work waits without a worker before it is run
 * @param pause after a run before the next one; doubled from run to run while nobody comes
 * @param longest the longest pause
 * @param timeout after which a run is ended
 */
record WakeSettings(
    List<String> command, Duration after, Duration pause, Duration longest, Duration timeout) {
  WakeSettings {
    command = List.copyOf(command);
    requirePositive("after", after);
    requirePositive("pause", pause);
    requirePositive("timeout", timeout);
    if (longest.compareTo(pause) < 0) {
      throw new IllegalArgumentException("muninn.ingest.wake: longest is shorter than pause");
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("muninn.ingest.wake." + name + " must be above 0");
    }
  }

  static WakeSettings of(Config block) {
    return new WakeSettings(
        command(block),
        block.getDuration("after"),
        block.getDuration("pause"),
        block.getDuration("longest"),
        block.getDuration("timeout"));
  }

  /** A list, or one text whose words are separated by blanks, as the environment has it. */
  private static List<String> command(Config block) {
    if (block.getValue("command").valueType() == ConfigValueType.LIST) {
      return block.getStringList("command");
    }
    String words = block.getString("command").strip();
    return words.isEmpty() ? List.of() : List.of(words.split("\\s+"));
  }
}
