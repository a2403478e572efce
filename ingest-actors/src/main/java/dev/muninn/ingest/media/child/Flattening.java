package dev.muninn.ingest.media.child;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * Brings what ImageIO decoded into the one form of {@link Bitmap}: 16 bits become 8, gray becomes
 * three equal samples, what is transparent lies on white. Colours stay in the picture's own space,
 * which {@link #profile()} names where it is not sRGB: converting is cheap after shrinking.
 */
record Flattening(Bitmap bitmap, Optional<ICC_Profile> profile) {
  private static final int WHITE = 255;

  static Flattening of(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colors = image.getColorModel();
    int bands = raster.getNumBands();
    boolean direct =
        raster.getSampleModel() instanceof ComponentSampleModel
            && !(colors instanceof IndexColorModel)
            && bands <= 4
            && (isGray(colors) || colors.getColorSpace().getType() == ColorSpace.TYPE_RGB);
    if (direct && raster.getDataBuffer() instanceof DataBufferByte bytes) {
      return new Flattening(fromBytes(image, bytes.getData()), profileOf(colors));
    }
    if (direct && raster.getDataBuffer() instanceof DataBufferUShort shorts) {
      return new Flattening(fromShorts(image, shorts.getData()), profileOf(colors));
    }
    return new Flattening(throughRgb(image), Optional.empty());
  }

  private static Bitmap fromBytes(BufferedImage image, byte[] data) {
    Layout layout = Layout.of(image);
    byte[] out = new byte[image.getWidth() * image.getHeight() * Bitmap.SAMPLES];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      int in = layout.start() + y * layout.line();
      if (layout.alpha() < 0) {
        at = opaqueRow(data, in, layout, image.getWidth(), out, at);
      } else {
        at = clearRow(data, in, layout, image.getWidth(), out, at);
      }
    }
    return new Bitmap(image.getWidth(), image.getHeight(), out);
  }

  private static int opaqueRow(
      byte[] data, int from, Layout layout, int width, byte[] out, int to) {
    int red = from + layout.red();
    int green = from + layout.green();
    int blue = from + layout.blue();
    int step = layout.pixel();
    int at = to;
    for (int x = 0; x < width * step; x += step) {
      out[at] = data[red + x];
      out[at + 1] = data[green + x];
      out[at + 2] = data[blue + x];
      at += Bitmap.SAMPLES;
    }
    return at;
  }

  private static int clearRow(byte[] data, int from, Layout layout, int width, byte[] out, int to) {
    int in = from;
    int at = to;
    for (int x = 0; x < width; x++, in += layout.pixel()) {
      int alpha = data[in + layout.alpha()] & 0xff;
      out[at++] = onWhite(data[in + layout.red()] & 0xff, alpha, layout.premultiplied());
      out[at++] = onWhite(data[in + layout.green()] & 0xff, alpha, layout.premultiplied());
      out[at++] = onWhite(data[in + layout.blue()] & 0xff, alpha, layout.premultiplied());
    }
    return at;
  }

  private static Bitmap fromShorts(BufferedImage image, short[] data) {
    Layout layout = Layout.of(image);
    byte[] out = new byte[image.getWidth() * image.getHeight() * Bitmap.SAMPLES];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      int in = layout.start() + y * layout.line();
      for (int x = 0; x < image.getWidth(); x++, in += layout.pixel()) {
        int alpha = layout.alpha() < 0 ? WHITE : high(data[in + layout.alpha()]);
        out[at++] = onWhite(high(data[in + layout.red()]), alpha, layout.premultiplied());
        out[at++] = onWhite(high(data[in + layout.green()]), alpha, layout.premultiplied());
        out[at++] = onWhite(high(data[in + layout.blue()]), alpha, layout.premultiplied());
      }
    }
    return new Bitmap(image.getWidth(), image.getHeight(), out);
  }

  /** Palettes, packed pixels and rare colour spaces: slow and right for all of them. */
  private static Bitmap throughRgb(BufferedImage image) {
    int width = image.getWidth();
    byte[] out = new byte[width * image.getHeight() * Bitmap.SAMPLES];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int alpha = argb >>> 24;
        out[at++] = onWhite((argb >> 16) & 0xff, alpha, false);
        out[at++] = onWhite((argb >> 8) & 0xff, alpha, false);
        out[at++] = onWhite(argb & 0xff, alpha, false);
      }
    }
    return new Bitmap(width, image.getHeight(), out);
  }

  private static byte onWhite(int sample, int alpha, boolean premultiplied) {
    if (alpha == WHITE) {
      return (byte) sample;
    }
    int over = premultiplied ? sample : (sample * alpha + WHITE / 2) / WHITE;
    return (byte) Math.min(WHITE, over + WHITE - alpha);
  }

  private static int high(short sample) {
    return (sample & 0xffff) >>> 8;
  }

  private static boolean isGray(ColorModel colors) {
    return colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  private static Optional<ICC_Profile> profileOf(ColorModel colors) {
    return !colors.getColorSpace().isCS_sRGB()
            && colors.getColorSpace().getType() == ColorSpace.TYPE_RGB
            && colors.getColorSpace() instanceof ICC_ColorSpace icc
        ? Optional.of(icc.getProfile())
        : Optional.empty();
  }

  /** Where the samples of a pixel lie; {@code alpha} is −1 where there is none. */
  private record Layout(
      int start,
      int line,
      int pixel,
      int red,
      int green,
      int blue,
      int alpha,
      boolean premultiplied) {

    static Layout of(BufferedImage image) {
      Raster raster = image.getRaster();
      ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
      DataBuffer data = raster.getDataBuffer();
      int[] bank = model.getBankIndices();
      for (int index : bank) {
        if (index != 0) {
          throw new IllegalArgumentException("samples in " + data.getNumBanks() + " banks");
        }
      }
      int[] band = model.getBandOffsets();
      boolean gray = band.length <= 2;
      int alpha = band.length % 2 == 0 ? band[band.length - 1] : -1;
      return new Layout(
          data.getOffset()
              - raster.getSampleModelTranslateY() * model.getScanlineStride()
              - raster.getSampleModelTranslateX() * model.getPixelStride(),
          model.getScanlineStride(),
          model.getPixelStride(),
          band[0],
          gray ? band[0] : band[1],
          gray ? band[0] : band[2],
          alpha,
          image.isAlphaPremultiplied());
    }
  }
}
