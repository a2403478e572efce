package dev.muninn.ingest.media;

import dev.muninn.ingest.media.child.StillFacts;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Description;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.MediaKind;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Turns what a decoder child said about a still into a description, believing none of it. */
final class StillDescription {
  private static final int MAX_CAMERA = 200;
  private static final int MAX_SOURCE = 60;

  private StillDescription() {}

  static Description of(StillFacts facts) {
    Facts texts = new Facts();
    for (StillFacts.Text text : facts.texts()) {
      texts.add(text.name(), text.value());
    }
    int orientation =
        facts.orientation() >= 1 && facts.orientation() <= 8 ? facts.orientation() : 1;
    boolean swap = orientation >= 5;
    return new Description(
        MediaKind.IMAGE,
        positive(swap ? facts.height() : facts.width()),
        positive(swap ? facts.width() : facts.height()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(orientation),
        capturedAt(facts),
        place(facts.latitude(), facts.longitude()),
        camera(facts.make(), facts.model()),
        texts.all());
  }

  static Optional<Integer> positive(int number) {
    return number > 0 ? Optional.of(number) : Optional.empty();
  }

  private static Optional<CapturedAt> capturedAt(StillFacts facts) {
    if (facts.capturedAt().isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<ZoneOffset> offset =
          facts.offset().isEmpty() ? Optional.empty() : Optional.of(ZoneOffset.of(facts.offset()));
      return Optional.of(
          new CapturedAt(
              LocalDateTime.parse(facts.capturedAt()),
              offset,
              Words.clean(facts.capturedFrom(), MAX_SOURCE)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<GeoPoint> place(double latitude, double longitude) {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
        ? Optional.of(new GeoPoint(latitude, longitude))
        : Optional.empty();
  }

  /** Maker and model, the maker not twice: many models begin with it. */
  static Optional<String> camera(String make, String model) {
    String maker = Words.clean(make, MAX_CAMERA);
    String type = Words.clean(model, MAX_CAMERA);
    String firstWord = maker.split(" ", 2)[0];
    boolean named =
        !maker.isEmpty() && type.regionMatches(true, 0, firstWord, 0, firstWord.length());
    String both = Words.clean(named ? type : (maker + ' ' + type), MAX_CAMERA);
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }
}
