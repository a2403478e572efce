package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.ingest.media.child.Look;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DominantColoursTest {
  private static final int RED = 0xff0000;
  private static final int GREEN = 0x008000;
  private static final int BLUE = 0x0000ff;
  private static final int YELLOW = 0xffff00;
  private static final int WHITE = 0xffffff;
  private static final int BEIGE = 0xf5f5dc;

  /** A hundred pixels, so many of each colour. */
  private static Look look(int... colourThenCount) {
    byte[] rgb = new byte[300];
    int at = 0;
    for (int i = 0; i < colourThenCount.length; i += 2) {
      for (int n = 0; n < colourThenCount[i + 1]; n++) {
        rgb[at++] = (byte) (colourThenCount[i] >> 16);
        rgb[at++] = (byte) (colourThenCount[i] >> 8);
        rgb[at++] = (byte) colourThenCount[i];
      }
    }
    assertEquals(rgb.length, at);
    return new Look(rgb);
  }

  @Test
  void namesTheLargestShareFirst() {
    assertEquals(
        List.of(new ColourShare(Colour.BLUE, 60), new ColourShare(Colour.RED, 40)),
        DominantColours.of(look(RED, 40, BLUE, 60)));
  }

  @Test
  void leavesOutWhatCoversLittle() {
    assertEquals(
        List.of(new ColourShare(Colour.BLUE, 86)), DominantColours.of(look(RED, 14, BLUE, 86)));
    assertEquals(2, DominantColours.of(look(RED, 15, BLUE, 85)).size());
  }

  @Test
  void aBackgroundMustCoverMore() {
    assertEquals(
        List.of(new ColourShare(Colour.BLUE, 71)), DominantColours.of(look(WHITE, 29, BLUE, 71)));
    assertEquals(2, DominantColours.of(look(WHITE, 30, BLUE, 70)).size());
  }

  @Test
  void namesThreeAtMost() {
    assertEquals(
        List.of(Colour.YELLOW, Colour.RED, Colour.GREEN),
        DominantColours.of(look(BLUE, 22, GREEN, 25, RED, 26, YELLOW, 27)).stream()
            .map(ColourShare::colour)
            .toList());
  }

  @Test
  void saysNothingOfWhatHasNoName() {
    assertEquals(List.of(), DominantColours.of(look(BEIGE, 100)));
  }
}
