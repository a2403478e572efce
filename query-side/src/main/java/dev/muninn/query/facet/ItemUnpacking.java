package dev.muninn.query.facet;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import dev.muninn.media.SourceId;
import dev.muninn.media.StagedRef;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.MediaFold;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what {@link ItemPacking} wrote: a document that the fold can go on from. */
final class ItemUnpacking {
  private static final int KIND = 0x03;
  private static final StagedRef STAGED = new StagedRef("a".repeat(26));

  private ItemUnpacking() {}

  /** Fails with IllegalArgumentException for bytes that are none of ours. */
  static MediaDocument unpack(byte[] packed) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      int head = in.readUnsignedByte();
      MediaKind kind = ItemPacking.KINDS.get(head & KIND);
      Instant acquired = time(in);
      Map<FactLayer, CapturedAt> dates = dates(in);
      Curation person = person(in, Optional.ofNullable(dates.remove(FactLayer.PERSON)));
      Map<FactLayer, Description> layers = new EnumMap<>(FactLayer.class);
      dates.forEach((layer, date) -> layers.put(layer, dated(kind, date)));
      List<MediaDocument.Place> places = places(in);
      if (in.read() >= 0) {
        throw new IOException("more bytes than there should be");
      }
      boolean trashed = (head & ItemPacking.TRASHED) != 0;
      return MediaFold.light(typeOf(kind), acquired, places, layers, person, trashed);
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("no packed facets", e);
    }
  }

  private static MediaType typeOf(MediaKind kind) {
    return Stream.of(MediaType.values()).filter(t -> t.kind() == kind).findFirst().orElseThrow();
  }

  private static Instant time(DataInputStream in) throws IOException {
    return Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
  }

  private static Map<FactLayer, CapturedAt> dates(DataInputStream in) throws IOException {
    int layers = in.readUnsignedByte();
    Map<FactLayer, CapturedAt> dates = new EnumMap<>(FactLayer.class);
    for (FactLayer layer : ItemPacking.LAYERS) {
      if ((layers & 1 << ItemPacking.LAYERS.indexOf(layer)) != 0) {
        LocalDateTime utc = LocalDateTime.ofInstant(time(in), ZoneOffset.UTC);
        dates.put(layer, new CapturedAt(utc, Optional.of(ZoneOffset.UTC), ""));
      }
    }
    return dates;
  }

  private static Description dated(MediaKind kind, CapturedAt date) {
    return new Description(
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(date),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Curation person(DataInputStream in, Optional<CapturedAt> date) throws IOException {
    int rating = in.readUnsignedByte();
    String place = in.readUTF();
    int tags = in.readUnsignedByte();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < tags; i++) {
      keys.add(in.readUTF());
    }
    return new Curation(
        rating == ItemPacking.NO_RATING ? Optional.empty() : Optional.of(rating),
        keys.isEmpty() ? Optional.empty() : Optional.of(keys),
        Optional.empty(),
        place.isEmpty() ? Optional.empty() : Optional.of(place),
        date);
  }

  private static List<MediaDocument.Place> places(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<MediaDocument.Place> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SourceId source = new SourceId(in.readUTF());
      ByteOrigin origin =
          in.readBoolean()
              ? new ByteOrigin.InSource(
                  new FileLocation(
                      new SourceId(in.readUTF()),
                      HexFormat.of().toHexDigits(in.readLong()),
                      0,
                      0,
                      0,
                      0))
              : new ByteOrigin.Staged(STAGED);
      places.add(new MediaDocument.Place(Custody.COPY, origin, Optional.of(source)));
    }
    return places;
  }
}
