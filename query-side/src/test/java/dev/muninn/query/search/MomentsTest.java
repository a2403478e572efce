package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.Label;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.query.Happenings;
import dev.muninn.query.Vectors;
import dev.muninn.query.search.Moments.Chosen;
import dev.muninn.search.SearchHit.Moment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final Optional<Integer> NO_VECTOR = Optional.empty();

  /** Segments of ten seconds, each with its colours. */
  @SafeVarargs
  private static MediaRow video(List<Label> labels, List<ColourShare>... colours) {
    List<Segment> segments =
        IntStream.range(0, colours.length)
            .mapToObj(
                i ->
                    new Segment(
                        i,
                        10_000L * i,
                        10_000L * (i + 1),
                        DerivedKey.of(
                            Happenings.ORG,
                            Vectors.id(1),
                            new RunId("r".repeat(26)),
                            "proxy-" + i + ".jpg"),
                        colours[i]))
            .toList();
    return row(MediaType.MP4, labels, segments);
  }

  private static MediaRow row(MediaType type, List<Label> labels, List<Segment> segments) {
    return new MediaRow(
        Happenings.ORG,
        Vectors.id(1),
        type,
        "a",
        1,
        Happenings.hash(1),
        MediaStatus.READY,
        Happenings.AT,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        labels,
        List.of(),
        List.of(),
        segments,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static List<ColourShare> of(Colour colour, int percent) {
    return List.of(new ColourShare(colour, percent));
  }

  private static final MediaRow CLIP =
      video(List.of(), of(Colour.RED, 99), of(Colour.BLUE, 99), of(Colour.WHITE, 90));

  @Test
  void aColourOfTheQueryNamesItsMoment() {
    assertEquals(
        Optional.of(new Chosen(new Moment(10_000, 20_000, 1), "blue 0:10–0:20")),
        Moments.of(CLIP, NO_VECTOR, Set.of("blue")));
  }

  @Test
  void wordsSeenInASegmentDecideBeforeNearness() {
    assertEquals(
        new Moment(10_000, 20_000, 1),
        Moments.of(CLIP, Optional.of(2), Set.of("blue")).orElseThrow().moment());
  }

  @Test
  void withoutWordsTheNearestSegmentIsTheMoment() {
    assertEquals(
        Optional.of(new Chosen(new Moment(20_000, 30_000, 2), "nearest 0:20–0:30")),
        Moments.of(CLIP, Optional.of(2), Set.of()));
  }

  @Test
  void neighboursThatSayTheSameAreOneMoment() {
    MediaRow row =
        video(
            List.of(),
            of(Colour.RED, 99),
            of(Colour.BLUE, 60),
            of(Colour.BLUE, 99),
            of(Colour.BLUE, 60),
            of(Colour.RED, 99));

    assertEquals(
        new Chosen(new Moment(10_000, 40_000, 2), "blue 0:10–0:40"),
        Moments.of(row, NO_VECTOR, Set.of("blue")).orElseThrow());
    assertEquals(
        new Moment(10_000, 40_000, 3),
        Moments.of(row, Optional.of(3), Set.of()).orElseThrow().moment());
  }

  @Test
  void neighboursOfWhichNothingIsKnownStayApart() {
    MediaRow row = video(List.of(), List.of(), List.of(), List.of());

    assertEquals(
        new Moment(10_000, 20_000, 1),
        Moments.of(row, Optional.of(1), Set.of()).orElseThrow().moment());
  }

  @Test
  void theSegmentWithMostWordsWins() {
    MediaRow row =
        video(
            List.of(new Label("fox", 0.3, List.of(0, 2))),
            of(Colour.RED, 90),
            of(Colour.BLUE, 90),
            of(Colour.BLUE, 20));

    assertEquals(
        new Chosen(new Moment(20_000, 30_000, 2), "blue, fox 0:20–0:30"),
        Moments.of(row, Optional.of(0), Set.of("blue", "fox")).orElseThrow());
  }

  @Test
  void amongEqualsTheNearestElseTheClearestElseTheFirst() {
    MediaRow row =
        video(
            List.of(),
            of(Colour.BLUE, 20),
            of(Colour.RED, 90),
            of(Colour.BLUE, 90),
            of(Colour.RED, 90));

    assertEquals(0, Moments.of(row, Optional.of(0), Set.of("blue")).get().moment().segment());
    assertEquals(2, Moments.of(row, Optional.of(1), Set.of("blue")).get().moment().segment());
    assertEquals(1, Moments.of(row, NO_VECTOR, Set.of("red")).get().moment().segment());
  }

  @Test
  void aLabelOfTheWholePointsNowhere() {
    MediaRow row = video(List.of(new Label("fox", 0.3)), of(Colour.RED, 90));

    assertEquals(Optional.empty(), Moments.of(row, NO_VECTOR, Set.of("fox")));
  }

  @Test
  void picturesHaveNoMoment() {
    MediaRow picture = row(MediaType.JPEG, List.of(), CLIP.segments());

    assertEquals(Optional.empty(), Moments.of(picture, Optional.of(0), Set.of("red")));
  }

  @Test
  void aSegmentThatIsGoneIsNoMoment() {
    assertEquals(Optional.empty(), Moments.of(CLIP, Optional.of(7), Set.of()));
  }

  @Test
  void hoursAreToldApart() {
    Segment late = new Segment(0, 3_725_000, 3_735_000, CLIP.segments().get(0).proxy());

    assertEquals(
        "nearest 1:02:05–1:02:15",
        Moments.of(row(MediaType.MP4, List.of(), List.of(late)), Optional.of(0), Set.of())
            .orElseThrow()
            .why());
  }
}
