package dev.muninn.query.view;

import static dev.muninn.query.Happenings.AT;
import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.SPACE;
import static dev.muninn.query.Happenings.STEP;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.Segment;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What machines say of an item: colours of its segments, labels of its models. */
class MachineWordsTest {
  private static final MediaId ID = Vectors.id(1);

  private static MediaDocument item(MediaItemEvent... events) {
    MediaFold fold = new MediaFold();
    fold.apply(acquired("holiday.mp4", MediaType.MP4), 1);
    fold.apply(hashed(1), 2);
    for (int i = 0; i < events.length; i++) {
      fold.apply(events[i], 3 + i);
    }
    return fold.document().map(MediaJson::write).map(MediaJson::read).orElseThrow();
  }

  private static MediaItemEvent coloured(List<ColourShare> first, List<ColourShare> second) {
    DerivedKey proxy = DerivedKey.of(ORG, ID, run('p'), "proxy-0.jpg");
    return new MediaItemEvent.Previewed(
        run('p'),
        1,
        1,
        List.of(),
        List.of(
            new Segment(0, 0, 10_000, proxy, first), new Segment(1, 10_000, 20_000, proxy, second)),
        STEP,
        AT);
  }

  private static MediaItemEvent labelled(EmbeddingSpace space, Label... labels) {
    return new MediaItemEvent.Embedded(space, run('e'), 1, 1, List.of(), List.of(labels), STEP, AT);
  }

  @Test
  void coloursAreTheLeastOfWhatIsSearched() {
    SearchText text =
        SearchText.of(
            item(
                coloured(
                    List.of(new ColourShare(Colour.GREY, 15)),
                    List.of(new ColourShare(Colour.BLUE, 18)))));

    assertEquals(List.of("", "", "", "blue grey gray"), text.seen());
    assertEquals("", text.facts());
  }

  @Test
  void whatCoversMoreIsSaidMoreOften() {
    List<ColourShare> shares =
        List.of(new ColourShare(Colour.RED, 63), new ColourShare(Colour.WHITE, 30));

    assertEquals(
        List.of(Colour.RED, Colour.RED, Colour.RED, Colour.RED, Colour.WHITE, Colour.WHITE),
        MediaShown.colours(item(coloured(shares, List.of()))));
  }

  @Test
  void anItemWithOtherColoursIsFoundByOtherWords() {
    List<ColourShare> red = List.of(new ColourShare(Colour.RED, 90));
    List<ColourShare> blue = List.of(new ColourShare(Colour.BLUE, 90));

    assertTrue(item(coloured(red, blue)).looksAs(item(coloured(blue, red))));
    assertFalse(item(coloured(red, blue)).looksAs(item(coloured(red, red))));
  }

  @Test
  void aLabelOfTwoSpacesIsOneWithAllItsSegments() {
    MediaDocument item =
        item(
            labelled(SPACE, new Label("fox", 0.4, List.of(3)), new Label("cat", 0.5)),
            labelled(new EmbeddingSpace("other", "1", 4), new Label("fox", 0.9, List.of(0, 3))));

    assertEquals(
        List.of(new Label("fox", 0.9, List.of(0, 3)), new Label("cat", 0.5)),
        MediaShown.labels(item));
  }
}
