package dev.muninn.node.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What happens to a node while it takes in files. In its end it has let all of them pass. */
interface Disturbance {

  /** Makes the trouble; blocks until it is over. What should not be is entered as a finding. */
  void run(Scene scene) throws IOException, InterruptedException;

  /** Where the data folders of its rounds lie. */
  default Path place(Path folder) throws IOException, InterruptedException {
    return folder;
  }

  /** Who was killed how often. */
  default Map<Victim, Integer> killed() {
    return Map.of();
  }

  /** One line of figures. */
  String said();
}
