package dev.muninn.ingest.media.child;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Converts samples of an ICC profile to sRGB, relative colorimetric as the profile asks. */
final class Colors {
  private static final int[] BANDS = {0, 1, 2};

  private Colors() {}

  /** The picture in sRGB; a profile that cannot be used leaves the samples as they are. */
  static Bitmap toSrgb(Bitmap from, ICC_Profile profile) {
    if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
      return from;
    }
    byte[] out = new byte[from.samples().length];
    try {
      ColorConvertOp convert =
          new ColorConvertOp(
              new ICC_ColorSpace(profile), ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
      convert.filter(raster(from, from.samples()), raster(from, out));
    } catch (java.awt.color.CMMException | IllegalArgumentException e) {
      return from;
    }
    return new Bitmap(from.width(), from.height(), out);
  }

  private static WritableRaster raster(Bitmap shape, byte[] samples) {
    return Raster.createInterleavedRaster(
        new DataBufferByte(samples, samples.length),
        shape.width(),
        shape.height(),
        shape.width() * Bitmap.SAMPLES,
        Bitmap.SAMPLES,
        BANDS,
        null);
  }
}
