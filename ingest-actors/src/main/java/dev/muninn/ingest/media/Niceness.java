package dev.muninn.ingest.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets child processes stand back behind whoever waits for an answer: an import takes all the time
 * that is left, and a search does not wait for it.
 */
final class Niceness {
  /** Of nice(1), 0..19: half of the way. */
  static final int OF_CHILDREN = 10;

  private static final Optional<Path> NICE =
      Stream.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"))
          .filter(Files::isExecutable)
          .findFirst();

  private Niceness() {}

  /** The command at low priority; as it is where there is no nice. The process stays the same. */
  static List<String> of(List<String> command) {
    List<String> words = new ArrayList<>();
    NICE.ifPresent(
        nice -> words.addAll(List.of(nice.toString(), "-n", Integer.toString(OF_CHILDREN))));
    words.addAll(command);
    return words;
  }
}
