package dev.muninn.query.text;

import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.SearchText;
import dev.muninn.query.view.SearchWords;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/**
 * An item as a document of the index: its words by weight, and what searches narrow by. A pure
 * function of its row in the view, so the index can be thrown away.
 */
final class ItemFields {
  /** Raised by whoever changes what a document holds: an index of another version is made anew. */
  static final int VERSION = 2;

  static final String KEY = "key";
  static final String ORG = "org";
  static final String ID = "id";
  static final String KIND = "kind";
  static final String SHOWN = "shown";
  static final String KNOWN = "known";
  static final String RATING = "rating";
  static final String PLACE = "place";
  static final String TAG = "tag";
  static final String SOURCE = "source";
  static final String CAMERA = "camera";
  static final String TRASHED = "trashed";
  static final String EXACT = "exact";

  /** Names and titles, tags and places, captions, the other facts: what people and files say. */
  static final List<Weighted> SAID =
      List.of(
          new Weighted("names", 1.0f),
          new Weighted("tags", 0.7f),
          new Weighted("captions", 0.4f),
          new Weighted("facts", 0.1f));

  /** What machines see, the surest first. */
  static final List<Weighted> SEEN =
      List.of(
          new Weighted("seen0", 1.0f),
          new Weighted("seen1", 0.5f),
          new Weighted("seen2", 0.25f),
          new Weighted("seen3", 0.1f));

  private static final FieldType WORDS = words();

  /** A field and what a word in it counts. */
  record Weighted(String field, float weight) {}

  private ItemFields() {}

  private static FieldType words() {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  static Document of(MediaItemKey key, MediaDocument item) {
    Document document = new Document();
    document.add(word(KEY, key.entityId()));
    document.add(word(ORG, key.org().value()));
    document.add(word(ID, key.mediaId().value()));
    document.add(new SortedDocValuesField(ID, new BytesRef(key.mediaId().value())));
    facets(document, ItemFacets.of(item));
    time(document, KNOWN, item.start().at());
    SearchText text = SearchText.of(item);
    text.camera().ifPresent(camera -> document.add(word(CAMERA, camera)));
    SearchText.exact(item).forEach(whole -> document.add(word(EXACT, whole)));
    List<String> said = List.of(text.names(), text.tags(), text.captions(), text.facts());
    for (int n = 0; n < said.size(); n++) {
      document.add(words(SAID.get(n), said.get(n)));
      document.add(words(SEEN.get(n), text.seen().get(n)));
    }
    return document;
  }

  private static void facets(Document document, ItemFacets facets) {
    document.add(word(KIND, facets.kind().word()));
    time(document, SHOWN, facets.shownAt());
    facets.rating().ifPresent(rating -> document.add(new IntPoint(RATING, rating)));
    facets.placeKey().ifPresent(place -> document.add(word(PLACE, place)));
    facets.tagKeys().forEach(tag -> document.add(word(TAG, tag)));
    facets.sources().forEach(source -> document.add(word(SOURCE, source)));
    if (facets.trashed()) {
      document.add(word(TRASHED, TRASHED));
    }
  }

  private static void time(Document document, String field, Instant at) {
    document.add(new LongPoint(field, micros(at)));
    document.add(new NumericDocValuesField(field, micros(at)));
  }

  private static Field words(Weighted field, String text) {
    return new Field(field.field(), new WordStream(SearchWords.of(text)), WORDS);
  }

  private static Field word(String field, String value) {
    return new StringField(field, cut(value), Field.Store.NO);
  }

  /** Lucene refuses values of more than 32,766 bytes; nobody looks for those whole. */
  static String cut(String value) {
    int most = 8_000;
    return value.length() > most ? value.substring(0, most) : value;
  }

  /** Since 1970, as times are compared. */
  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, ItemFacets.compared(at));
  }
}
