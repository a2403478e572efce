package dev.muninn.node.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleFaultsTest {

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    for (int turn = 0; turn < 5; turn++) {
      assertArrayEquals(SampleFaults.of(turn, 3), SampleFaults.of(turn, 3));
    }
    assertArrayEquals(
        SamplePictures.encoded("jpeg", false, 5), SamplePictures.encoded("jpeg", false, 5));
  }

  @Test
  void garbageIsNoPicture() throws IOException {
    byte[] garbage = SampleFaults.of(3, 1);
    assertThrows(IIOException.class, () -> ImageIO.read(new ByteArrayInputStream(garbage)));
  }

  @Test
  void ofTwentyFilesOneIsADuplicateAndOneIsBroken() {
    for (SampleKind once : new SampleKind[] {SampleKind.DUPLICATE, SampleKind.BROKEN}) {
      long count = IntStream.range(0, 20).filter(i -> SampleKind.of(i) == once).count();
      assertEquals(1, count, once::toString);
    }
  }
}
