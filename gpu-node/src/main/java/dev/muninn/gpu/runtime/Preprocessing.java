package dev.muninn.gpu.runtime;

import dev.muninn.gpu.pack.ImageSpec;

/** Turns pictures into what the image tower of a pack reads. Immutable. */
final class Preprocessing {
  private static final int CHANNELS = 3;
  private final ImageSpec spec;

  Preprocessing(ImageSpec spec) {
    this.spec = spec;
  }

  /** Floats of one picture: {@code 3 * size * size}. */
  int length() {
    return CHANNELS * spec.size() * spec.size();
  }

  /** Writes {@code float[3][size][size]} into {@code out} from {@code offset} on. */
  void write(Pixels picture, float[] out, int offset) {
    byte[] rgb = square(picture).rgb();
    int plane = spec.size() * spec.size();
    for (int channel = 0; channel < CHANNELS; channel++) {
      float mean = spec.mean().get(channel).floatValue();
      float deviation = spec.deviation().get(channel).floatValue();
      int to = offset + channel * plane;
      for (int i = 0; i < plane; i++) {
        out[to + i] = ((rgb[CHANNELS * i + channel] & 0xff) / 255f - mean) / deviation;
      }
    }
  }

  private Pixels square(Pixels in) {
    return switch (spec.resize()) {
      case CUT_THEN_SCALE -> cutThenScaled(in);
      case SCALE_THEN_CUT -> scaledThenCut(in);
    };
  }

  private Pixels cutThenScaled(Pixels in) {
    double side = spec.crop() * Math.min(in.width(), in.height());
    double left = (in.width() - side) / 2;
    double top = (in.height() - side) / 2;
    PillowResize.Box box = new PillowResize.Box(left, top, left + side, top + side);
    return PillowResize.scale(in, box, spec.size(), spec.size(), spec.interpolation());
  }

  /** torchvision's Resize(size / crop) and CenterCrop(size), as open_clip uses them (crop 1). */
  private Pixels scaledThenCut(Pixels in) {
    int size = spec.size();
    int shorter = (int) Math.floor(size / spec.crop());
    boolean wide = in.width() >= in.height();
    int longer =
        wide
            ? (int) ((long) shorter * in.width() / in.height())
            : (int) ((long) shorter * in.height() / in.width());
    int width = wide ? longer : shorter;
    int height = wide ? shorter : longer;
    PillowResize.Box all = new PillowResize.Box(0, 0, in.width(), in.height());
    Pixels scaled = PillowResize.scale(in, all, width, height, spec.interpolation());
    int left = (int) Math.rint((width - size) / 2.0);
    int top = (int) Math.rint((height - size) / 2.0);
    return scaled.cut(left, top, size, size);
  }
}
