package dev.muninn.query;

import static dev.muninn.query.Happenings.AT;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FactLayer;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Lives of items as an entity could journal them, drawn from a seed: also several in one. */
public final class Histories {
  public static final SourceId SOURCE = new SourceId("q".repeat(26));
  private static final int PATHS = 3;

  private final Random random;
  private final MediaId id;
  private final int number;
  private final List<MediaItemEvent> events = new ArrayList<>();

  private Histories(Random random, int number) {
    this.random = random;
    this.number = number;
    this.id = Vectors.id(number);
  }

  /** The history of item {@code number}; at least two events. */
  public static List<MediaItemEvent> of(Random random, int number) {
    Histories one = new Histories(random, number);
    int lives = 1 + random.nextInt(3) / 2;
    for (int life = 0; life < lives; life++) {
      one.live(life < lives - 1 || random.nextInt(6) == 0);
    }
    return List.copyOf(one.events);
  }

  private void live(boolean purged) {
    MediaType type = random.nextBoolean() ? MediaType.JPEG : MediaType.MP4;
    events.add(
        random.nextInt(3) == 0
            ? Happenings.found(SOURCE, path(), type)
            : Happenings.acquired(name(), type));
    events.add(Happenings.hashed(number));
    int more = random.nextInt(14);
    for (int i = 0; i < more; i++) {
      happen(type);
    }
    if (purged) {
      events.add(Happenings.trashed());
      events.add(Happenings.purged());
    }
  }

  private void happen(MediaType type) {
    switch (random.nextInt(12)) {
      case 0 -> events.add(Happenings.stored(number, type));
      case 1 ->
          events.add(Happenings.described(layer(), type, "20" + (10 + number) + "-07-01T12:00:00"));
      case 2 -> previewed();
      case 3 -> embedded();
      case 4 -> events.add(Happenings.indexed());
      case 5 -> events.add(located());
      case 6 -> events.add(new MediaItemEvent.LocationLost(SOURCE, path(), LossReason.GONE, AT));
      case 7 -> events.add(Happenings.curated(edit()));
      case 8 -> events.add(Happenings.trashed());
      case 9 -> events.add(Happenings.restored());
      case 10 -> events.add(new MediaItemEvent.DerivedLost(run(), "gone", AT));
      default -> events.add(quarantined());
    }
  }

  /** The parts of a run, some of them or all. */
  private void previewed() {
    RunId run = run();
    int parts = 1 + random.nextInt(3);
    for (int part = 1; part <= parts; part++) {
      if (random.nextInt(5) > 0) {
        events.add(Happenings.previewed(id, run, part, parts));
      }
    }
  }

  private void embedded() {
    RunId run = run();
    int parts = 1 + random.nextInt(3);
    for (int part = parts; part >= 1; part--) {
      if (random.nextInt(5) > 0) {
        events.add(
            Happenings.embedded(
                run, part, parts, Happenings.vector(part, 1, part, random.nextFloat(), 0)));
      }
    }
    events.add(Happenings.embedded(name(), Happenings.vector(0, 1, 0, 0, random.nextFloat())));
  }

  private MediaItemEvent located() {
    FileLocation location = new FileLocation(SOURCE, path(), 5, 6, 7, 8);
    return new MediaItemEvent.LocationAdded(
        Custody.IN_PLACE,
        name(),
        new ByteOrigin.InSource(location),
        Optional.of(SOURCE),
        Optional.empty(),
        Optional.empty(),
        AT);
  }

  /** Says some of what can be said, takes some of it back. */
  private Curation edit() {
    List<Curation.Field> cleared =
        Stream.of(Curation.Field.values()).filter(field -> random.nextInt(4) == 0).toList();
    return new Curation(
        said(Curation.Field.RATING, cleared, random.nextInt(6)),
        said(Curation.Field.TAGS, cleared, List.of(name(), name())),
        said(Curation.Field.TITLE, cleared, name()),
        said(Curation.Field.PLACE_NAME, cleared, name()),
        said(Curation.Field.CAPTURED_AT, cleared, day()),
        cleared);
  }

  private <T> Optional<T> said(Curation.Field field, List<Curation.Field> cleared, T value) {
    return cleared.contains(field) || random.nextBoolean() ? Optional.empty() : Optional.of(value);
  }

  private CapturedAt day() {
    LocalDateTime noon = LocalDateTime.of(2020, 1, 1 + random.nextInt(28), 12, 0, 0, 1_999);
    return new CapturedAt(noon, Optional.empty(), "person");
  }

  private static MediaItemEvent quarantined() {
    return new MediaItemEvent.Quarantined(
        StageName.DESCRIBE, Optional.empty(), ErrorCode.values()[0], "broken", AT);
  }

  private FactLayer layer() {
    return random.nextBoolean() ? FactLayer.CAMERA : FactLayer.FILE;
  }

  private String path() {
    return "album/" + random.nextInt(PATHS) + ".jpg";
  }

  private String name() {
    return List.of("Sofa_1.jpg", "couch-2.jpg", "Café 3", "tabby").get(random.nextInt(4));
  }

  private RunId run() {
    return Happenings.run((char) ('a' + random.nextInt(5)));
  }
}
