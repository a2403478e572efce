package dev.muninn.ingest.media.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LookTest {
  private static final Look RED_AND_BLUE = new Look(new byte[] {-1, 0, 0, 0, 0, -1});
  private static final Look BLACK_AND_BLUE = new Look(new byte[] {0, 0, 0, 0, 0, -1});

  @Test
  void differsByTheChannelThatDiffersMost() {
    assertEquals(0, RED_AND_BLUE.difference(RED_AND_BLUE));
    assertEquals(0.5, RED_AND_BLUE.difference(BLACK_AND_BLUE), 1e-9);
    assertEquals(1, RED_AND_BLUE.difference(new Look(new byte[3])));
  }

  @Test
  void knowsItsBrightness() {
    assertEquals(255, new Look(new byte[] {-1, -1, -1}).luma(), 1e-9);
    assertEquals((0.299 + 0.114) * 255 / 2, RED_AND_BLUE.luma(), 1e-9);
  }

  @Test
  void shrinksAPictureToItsSquare() {
    Look look = Look.of(new Bitmap(64, 320, new byte[64 * 320 * 3]));
    assertEquals(Look.EDGE * Look.EDGE, look.pixels());
    assertEquals(4 * Look.EDGE, Look.of(new Bitmap(4, 320, new byte[4 * 320 * 3])).pixels());
  }

  @Test
  void travelsFromTheChild() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RED_AND_BLUE.write(new DataOutputStream(bytes));

    assertEquals(RED_AND_BLUE, Look.read(in(bytes.toByteArray())));
  }

  @Test
  void isNotBelievedWhenItIsNone() {
    assertThrows(IOException.class, () -> Look.read(in(new byte[] {0, 0})));
    assertThrows(IOException.class, () -> Look.read(in(new byte[] {0, 4, 1, 2, 3, 4})));
    assertThrows(IOException.class, () -> Look.read(in(new byte[] {0, 6, 1, 2, 3, 4})));
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
