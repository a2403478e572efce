package dev.muninn.node.bench.chaos;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run does.
 *
 * @param folder where samples, data folders and the undisturbed run lie
 */
record ChaosPlan(Path folder, List<Sample> samples, List<Victim> victims, long seed) {
  ChaosPlan {
    samples = List.copyOf(samples);
    victims = List.copyOf(victims);
  }
}
