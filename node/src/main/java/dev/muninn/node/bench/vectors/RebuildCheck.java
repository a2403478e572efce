package dev.muninn.node.bench.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the same events make the same file again, byte for byte. */
final class RebuildCheck {
  private RebuildCheck() {}

  /** {@code contender} holds exactly the rows of the corpus. */
  static Goal run(Corpus corpus, PartitionContender contender, Path folder) throws IOException {
    Path first = folder.resolve("first.idx");
    Path second = folder.resolve("second.idx");
    contender.save(first);
    try (PartitionContender again = contender.inOtherGroups()) {
      again.build();
      again.save(second);
    }
    long differs = Files.mismatch(first, second);
    long bytes = Files.size(first);
    Files.delete(first);
    Files.delete(second);
    return Goal.holds(
        "two builds of " + corpus.rows().rows() + " vectors are byte-identical",
        differs < 0,
        differs < 0 ? bytes + " bytes are the same" : "they differ from byte " + differs);
  }
}
