package dev.muninn.query.facet;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaKind;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.MediaDocument;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Packs a light document into a few dozen bytes, in memory as in the index file. Equal facets with
 * equal futures are equal bytes. Format: docs/vectors.md; {@link ItemUnpacking} reads it.
 */
final class ItemPacking {
  /** A kind is its place in this list: only ever added to at the end. */
  static final List<MediaKind> KINDS = List.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO);

  /** So with a layer. */
  static final List<FactLayer> LAYERS =
      List.of(
          FactLayer.FILE, FactLayer.CAMERA, FactLayer.SIDECAR, FactLayer.MODEL, FactLayer.PERSON);

  static final int TRASHED = 0x80;
  static final int NO_RATING = 0xff;
  static final int HEX = 16;
  private static final int USUAL = 64;

  private ItemPacking() {}

  static byte[] pack(MediaDocument item) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(KINDS.indexOf(item.start().type().kind()) | (item.trashed() ? TRASHED : 0));
      time(out, item.start().at());
      dates(out, item);
      person(out, item.person());
      places(out, item.places().stream().filter(place -> place.source().isPresent()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack " + item, e);
    }
    return bytes.toByteArray();
  }

  private static void time(DataOutputStream out, Instant at) throws IOException {
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, ItemFacets.compared(at)));
  }

  /** A bit for each layer that tells a date, then these dates. */
  private static void dates(DataOutputStream out, MediaDocument item) throws IOException {
    List<FactLayer> dated = LAYERS.stream().filter(layer -> date(item, layer).isPresent()).toList();
    out.writeByte(dated.stream().mapToInt(layer -> 1 << LAYERS.indexOf(layer)).sum());
    for (FactLayer layer : dated) {
      time(out, date(item, layer).orElseThrow().instant());
    }
  }

  private static Optional<CapturedAt> date(MediaDocument item, FactLayer layer) {
    return layer == FactLayer.PERSON
        ? item.person().capturedAt()
        : Optional.ofNullable(item.layers().get(layer)).flatMap(Description::capturedAt);
  }

  private static void person(DataOutputStream out, Curation said) throws IOException {
    out.writeByte(said.rating().orElse(NO_RATING));
    out.writeUTF(said.placeName().map(ItemFacets::placeKey).orElse(""));
    List<String> keys =
        said.tags().orElse(List.of()).stream().map(ItemFacets::tagKey).distinct().toList();
    out.writeByte(keys.size());
    for (String key : keys) {
      out.writeUTF(key);
    }
  }

  /** What no source brought belongs to none and is left out before; a few at most are left. */
  private static void places(DataOutputStream out, List<MediaDocument.Place> places)
      throws IOException {
    out.writeInt(places.size());
    for (MediaDocument.Place place : places) {
      out.writeUTF(place.source().orElseThrow().value());
      out.writeBoolean(place.origin() instanceof ByteOrigin.InSource);
      if (place.origin() instanceof ByteOrigin.InSource in) {
        out.writeUTF(in.location().source().value());
        out.writeLong(Long.parseUnsignedLong(in.location().path(), HEX));
      }
    }
  }
}
