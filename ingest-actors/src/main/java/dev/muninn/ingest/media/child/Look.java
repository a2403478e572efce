package dev.muninn.ingest.media.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A picture at a glance: at most {@link #EDGE} pixels square whatever its shape, three samples a
 * pixel in the order red, green, blue, sRGB, each the mean of the area it stands for. Enough to
 * tell colours, and whether two pictures look alike. Immutable.
 */
public final class Look {
  /** Pixels along each edge, where the picture has as many. */
  public static final int EDGE = 32;

  private static final int SAMPLES = 3;

  private final byte[] rgb;

  /** {@code rgb} is copied; it has whole pixels, at least one, at most {@code EDGE * EDGE}. */
  public Look(byte[] rgb) {
    if (rgb.length == 0 || rgb.length % SAMPLES != 0 || rgb.length > EDGE * EDGE * SAMPLES) {
      throw new IllegalArgumentException("a look of " + rgb.length + " samples");
    }
    this.rgb = rgb.clone();
  }

  /** What is shown by a finished picture. */
  static Look of(Bitmap shown) {
    Bitmap small =
        AreaScaler.scale(shown, Math.min(EDGE, shown.width()), Math.min(EDGE, shown.height()));
    return new Look(small.samples());
  }

  public int pixels() {
    return rgb.length / SAMPLES;
  }

  /** Red, green or blue ({@code channel} 0..2) of a pixel, 0..255. */
  public int sample(int pixel, int channel) {
    return rgb[SAMPLES * pixel + channel] & 0xff;
  }

  /** Mean brightness, 0 black to 255 white (luma of BT.601). */
  public double luma() {
    double sum = 0;
    for (int i = 0; i < pixels(); i++) {
      sum += 0.299 * sample(i, 0) + 0.587 * sample(i, 1) + 0.114 * sample(i, 2);
    }
    return sum / pixels();
  }

  /**
   * How differently two pictures look: the mean over all places of the channel that differs most, 0
   * equal to 1 as different as can be. Pictures of different detail are not comparable: 1.
   */
  public double difference(Look other) {
    if (rgb.length != other.rgb.length) {
      return 1;
    }
    long sum = 0;
    for (int i = 0; i < pixels(); i++) {
      int most = 0;
      for (int channel = 0; channel < SAMPLES; channel++) {
        most = Math.max(most, Math.abs(sample(i, channel) - other.sample(i, channel)));
      }
      sum += most;
    }
    return sum / (255.0 * pixels());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeShort(rgb.length);
    out.write(rgb);
  }

  static Look read(DataInputStream in) throws IOException {
    byte[] rgb = new byte[in.readUnsignedShort()];
    in.readFully(rgb);
    try {
      return new Look(rgb);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Look look && Arrays.equals(rgb, look.rgb);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rgb);
  }
}
