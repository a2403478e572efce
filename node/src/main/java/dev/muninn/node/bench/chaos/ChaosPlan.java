package dev.muninn.node.bench.chaos;

import java.nio.file.Path;
import java.util.List;

/**
 * The same for all rounds.
 *
 * @param folder where data folders and the undisturbed run lie
 */
record ChaosPlan(Path folder, List<Sample> samples, long seed) {
  ChaosPlan {
    samples = List.copyOf(samples);
  }
}
