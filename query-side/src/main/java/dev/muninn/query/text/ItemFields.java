package dev.muninn.query.text;

import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.SearchText;
import dev.muninn.query.view.SearchWords;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/**
 * An item as a document of the index: its words by weight, and what searches narrow by. A pure
 * function of its row in the view, so the index can be thrown away.
 */
final class ItemFields {
  /** Raised by whoever changes what a document holds: an index of another version is made anew. */
  static final int VERSION = 3;

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
  static final Texts SAID =
      new Texts("said", List.of("names", "tags", "captions", "facts"), List.of(20, 14, 8, 2));

  /** What machines see, the surest first. */
  static final Texts SEEN =
      new Texts("seen", List.of("seen0", "seen1", "seen2", "seen3"), List.of(20, 10, 5, 2));

  /** What a word counts that stands once where it counts most. */
  static final float WHOLE = 20;

  private static final FieldType PLACED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
  private static final FieldType COUNTED = type(IndexOptions.DOCS_AND_FREQS);

  /**
   * Words are kept twice: in each field of their own with their places, for phrases, and all
   * together with what they count, so that a word is looked up once and not once a field.
   *
   * @param all the field of all words, where how often a word stands is the sum of its weights
   * @param weights of a word in the field in its place, in 1/{@value #WHOLE}
   */
  record Texts(String all, List<String> fields, List<Integer> weights) {
    Texts {
      fields = List.copyOf(fields);
      weights = List.copyOf(weights);
    }

    float weight(int field) {
      return weights.get(field) / WHOLE;
    }
  }

  private ItemFields() {}

  private static FieldType type(IndexOptions kept) {
    FieldType type = new FieldType();
    type.setIndexOptions(kept);
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
    document.add(new BinaryDocValuesField(ID, new BytesRef(key.mediaId().value())));
    facets(document, ItemFacets.of(item));
    time(document, KNOWN, item.start().at());
    SearchText text = SearchText.of(item);
    text.camera().ifPresent(camera -> document.add(word(CAMERA, camera)));
    SearchText.exact(item).forEach(whole -> document.add(word(EXACT, whole)));
    add(document, SAID, List.of(text.names(), text.tags(), text.captions(), text.facts()));
    add(document, SEEN, text.seen());
    return document;
  }

  private static void add(Document document, Texts fields, List<String> texts) {
    for (int n = 0; n < texts.size(); n++) {
      List<String> words = SearchWords.of(texts.get(n));
      document.add(new Field(fields.fields().get(n), WordStream.placed(words), PLACED));
      document.add(
          new Field(fields.all(), WordStream.counted(words, fields.weights().get(n)), COUNTED));
    }
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
