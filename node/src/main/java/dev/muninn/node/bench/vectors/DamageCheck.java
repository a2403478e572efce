package dev.muninn.node.bench.vectors;

import dev.muninn.query.index.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Whether a file that was cut off or in which one bit fell over is taken for what it was. */
final class DamageCheck {
  private static final int FILES = 1000;

  private DamageCheck() {}

  /** Damages the file of this contender, which should be small. */
  static Goal run(PartitionContender contender, Path folder, long seed) throws IOException {
    Path file = folder.resolve("damaged.idx");
    contender.save(file);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < FILES; i++) {
      Files.write(file, i % 2 == 0 ? cut(whole, random) : flipped(whole, random));
      try {
        contender.load(file);
      } catch (DamagedFileException refused) {
        found++;
      }
    }
    Files.delete(file);
    return Goal.holds(
        "damaged files of " + contender.engine() + " detected",
        found == FILES,
        found + " of " + FILES);
  }

  private static byte[] cut(byte[] whole, Random random) {
    return Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  private static byte[] flipped(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return bytes;
  }
}
