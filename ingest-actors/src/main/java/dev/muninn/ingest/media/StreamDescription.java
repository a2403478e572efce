package dev.muninn.ingest.media;

import dev.muninn.ingest.media.Probe.Picture;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Description;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.MediaKind;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what ffprobe said about a video or a sound into a description. */
final class StreamDescription {
  /** ISO 6709, as phones write it: {@code +48.2082+016.3738+171.000/}. */
  private static final Pattern PLACE =
      Pattern.compile("([+-]\\d{1,2}(?:\\.\\d{1,10})?)([+-]\\d{1,3}(?:\\.\\d{1,10})?).*");

  /** 2024-06-01T12:30:00.000000Z or +0200. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSSSSS][.SSS][XXX][XX][X]");

  /** Container clocks that were never set stand at 1904 or 1970. */
  private static final int FIRST_YEAR = 1971;

  private static final List<String> TIME_TAGS =
      List.of("com.apple.quicktime.creationdate", "creation_time", "date_recorded");
  private static final List<String> PLACE_TAGS =
      List.of("com.apple.quicktime.location.iso6709", "location", "location-eng");

  /** Tags that are kept, and what the facts are called. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("title", "title"),
          Map.entry("artist", "artist"),
          Map.entry("album", "album"),
          Map.entry("album_artist", "albumArtist"),
          Map.entry("track", "track"),
          Map.entry("genre", "genre"),
          Map.entry("date", "date"),
          Map.entry("composer", "composer"),
          Map.entry("comment", "comment"),
          Map.entry("description", "description"),
          Map.entry("keywords", "keyword"),
          Map.entry("copyright", "copyright"),
          Map.entry("encoder", "software"),
          Map.entry("com.apple.quicktime.software", "software"));

  private StreamDescription() {}

  static Description of(MediaKind kind, Probe probe) {
    Optional<Picture> picture = kind == MediaKind.VIDEO ? probe.picture() : Optional.empty();
    Map<String, String> tags = probe.tags();
    Facts facts = new Facts();
    TEXTS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(text -> tags.containsKey(text.getKey()))
        .forEach(text -> facts.add(text.getValue(), tags.get(text.getKey())));
    return new Description(
        kind,
        picture.map(Picture::shownWidth),
        picture.map(Picture::shownHeight),
        probe.duration().isPresent()
            ? Optional.of(Math.round(probe.duration().getAsDouble() * 1000))
            : Optional.empty(),
        picture.map(Picture::codec),
        probe.audioCodec(),
        picture.map(StreamDescription::orientation),
        capturedAt(tags),
        place(tags),
        StillDescription.camera(
            first(tags, List.of("com.apple.quicktime.make", "com.android.manufacturer", "make")),
            first(tags, List.of("com.apple.quicktime.model", "com.android.model", "model"))),
        facts.all());
  }

  private static int orientation(Picture picture) {
    return switch (picture.rotation()) {
      case 90 -> picture.flipped() ? 7 : 6;
      case 180 -> picture.flipped() ? 4 : 3;
      case 270 -> picture.flipped() ? 5 : 8;
      default -> picture.flipped() ? 2 : 1;
    };
  }

  private static String first(Map<String, String> tags, List<String> names) {
    return names.stream().filter(tags::containsKey).map(tags::get).findFirst().orElse("");
  }

  private static Optional<CapturedAt> capturedAt(Map<String, String> tags) {
    for (String name : TIME_TAGS) {
      Optional<CapturedAt> found =
          Optional.ofNullable(tags.get(name)).flatMap(value -> time(name, value));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<CapturedAt> time(String name, String value) {
    try {
      var parsed = TIME.parseBest(value.strip(), OffsetDateTime::from, LocalDateTime::from);
      Optional<ZoneOffset> offset =
          parsed instanceof OffsetDateTime at ? Optional.of(at.getOffset()) : Optional.empty();
      LocalDateTime local = LocalDateTime.from(parsed);
      return local.getYear() < FIRST_YEAR
          ? Optional.empty()
          : Optional.of(new CapturedAt(local, offset, "container:" + name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<GeoPoint> place(Map<String, String> tags) {
    Matcher place = PLACE.matcher(first(tags, PLACE_TAGS).strip());
    return place.matches()
        ? StillDescription.place(
            Double.parseDouble(place.group(1)), Double.parseDouble(place.group(2)))
        : Optional.empty();
  }
}
