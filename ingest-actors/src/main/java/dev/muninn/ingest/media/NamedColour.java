package dev.muninn.ingest.media;

import dev.muninn.media.Colour;
import java.util.Optional;

/**
 * The basic term that people would use for a colour of sRGB, where it clearly is one; what lies
 * between two terms (beige, skin, teal at its palest) has none. Decided by lightness, chroma and
 * hue of CIELAB (D65), in which equal steps look about equal. Pure.
 *
 * <p>Source: the regions of the eleven terms after Sturges and Whitfield, Locating basic colours in
 * the Munsell space, 1995, simplified to boxes and checked against the named colours of CSS.
 */
final class NamedColour {
  private static final double BLACK_BELOW = 22;
  private static final double WHITE_FROM = 84;

  /** Below this chroma a colour is black, grey or white; just above it is none. */
  private static final double HUELESS = 10;

  private static final double TINTED = 18;

  private NamedColour() {}

  /** The term of a pixel, samples 0..255. */
  static Optional<Colour> of(int red, int green, int blue) {
    double r = linear(red);
    double g = linear(green);
    double b = linear(blue);
    double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
    double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    double lightness = 116 * y - 16;
    double chroma = Math.hypot(500 * (x - y), 200 * (y - z));
    double hue = Math.toDegrees(Math.atan2(200 * (y - z), 500 * (x - y)));
    return of(lightness, chroma, hue < 0 ? hue + 360 : hue);
  }

  private static double linear(int sample) {
    double value = sample / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double root(double value) {
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116.0;
  }

  private static Optional<Colour> of(double lightness, double chroma, double hue) {
    if (lightness < 8 || (lightness < BLACK_BELOW && chroma < TINTED)) {
      return Optional.of(Colour.BLACK);
    }
    if (chroma < HUELESS) {
      return Optional.of(lightness < WHITE_FROM ? Colour.GREY : Colour.WHITE);
    }
    if (chroma < TINTED) {
      boolean darkWood = lightness < 45 && chroma >= 14 && hue >= 30 && hue < 80;
      return darkWood ? Optional.of(Colour.BROWN) : Optional.empty();
    }
    return hued(lightness, chroma, hue);
  }

  private static Optional<Colour> hued(double lightness, double chroma, double hue) {
    if (hue < 12 || hue >= 335) {
      return Optional.of(lightness >= 45 ? Colour.PINK : Colour.PURPLE);
    }
    if (hue < 45) {
      return reddish(lightness, chroma, hue);
    }
    if (hue < 78) {
      return orangish(lightness, chroma);
    }
    if (hue < 112) {
      return yellowish(lightness, chroma, hue);
    }
    if (hue < 190) {
      return Optional.of(Colour.GREEN);
    }
    // what is as violet but darker, such as navy, is still called blue
    return Optional.of(hue < (lightness >= 50 ? 297 : 309) ? Colour.BLUE : Colour.PURPLE);
  }

  private static Optional<Colour> reddish(double lightness, double chroma, double hue) {
    if (lightness >= 64 && hue < 35) {
      return Optional.of(Colour.PINK);
    }
    if (chroma >= 40) {
      return Optional.of(Colour.RED);
    }
    return lightness < 55 && hue >= 20 ? Optional.of(Colour.BROWN) : Optional.empty();
  }

  private static Optional<Colour> orangish(double lightness, double chroma) {
    if (lightness >= 52 && chroma >= 50) {
      return Optional.of(Colour.ORANGE);
    }
    return lightness < 62 ? Optional.of(Colour.BROWN) : Optional.empty();
  }

  private static Optional<Colour> yellowish(double lightness, double chroma, double hue) {
    if (lightness >= 65) {
      return chroma >= 35 ? Optional.of(Colour.YELLOW) : Optional.empty();
    }
    return Optional.of(hue < 98 ? Colour.BROWN : Colour.GREEN);
  }
}
