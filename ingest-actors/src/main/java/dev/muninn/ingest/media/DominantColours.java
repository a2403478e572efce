package dev.muninn.ingest.media;

import dev.muninn.ingest.media.child.Look;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The colours that somebody would name of a picture: those that cover a clear share of it. Black,
 * white and grey must cover more, since they are the background of most things. Pure.
 */
final class DominantColours {
  private static final Set<Colour> BACKGROUNDS =
      EnumSet.of(Colour.BLACK, Colour.WHITE, Colour.GREY);
  private static final int CLEAR_PERCENT = 15;
  private static final int CLEAR_PERCENT_BACKGROUND = 30;

  /** Who sees more than these calls it colourful. */
  private static final int MOST = 3;

  private DominantColours() {}

  /** The largest share first; none where no colour has a clear one. */
  static List<ColourShare> of(Look look) {
    Map<Colour, Integer> pixels = new EnumMap<>(Colour.class);
    for (int i = 0; i < look.pixels(); i++) {
      NamedColour.of(look.sample(i, 0), look.sample(i, 1), look.sample(i, 2))
          .ifPresent(colour -> pixels.merge(colour, 1, Integer::sum));
    }
    return pixels.entrySet().stream()
        .filter(found -> 100 * found.getValue() >= clear(found.getKey()) * look.pixels())
        .map(found -> new ColourShare(found.getKey(), 100 * found.getValue() / look.pixels()))
        .sorted(
            Comparator.comparingInt(ColourShare::percent)
                .reversed()
                .thenComparing(ColourShare::colour))
        .limit(MOST)
        .toList();
  }

  private static int clear(Colour colour) {
    return BACKGROUNDS.contains(colour) ? CLEAR_PERCENT_BACKGROUND : CLEAR_PERCENT;
  }
}
