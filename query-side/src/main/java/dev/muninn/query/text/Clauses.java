package dev.muninn.query.text;

import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.media.OrgId;
import dev.muninn.media.SourceId;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.SearchText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;

/** What searches narrow by, as queries over {@link ItemFields}. Words: {@link WordClauses}. */
public final class Clauses {
  private Clauses() {}

  public static Query org(OrgId org) {
    return is(ItemFields.ORG, org.value());
  }

  public static Query ids(Collection<String> ids) {
    return new TermInSetQuery(ItemFields.ID, ids.stream().map(BytesRef::new).toList());
  }

  public static Query items(Collection<MediaId> items) {
    return ids(items.stream().map(MediaId::value).toList());
  }

  public static Query kinds(Collection<MediaKind> kinds) {
    return any(kinds.stream().map(kind -> is(ItemFields.KIND, kind.word())));
  }

  /** From the one, inclusive, to the other, exclusive. */
  public static Query shown(Optional<Instant> from, Optional<Instant> to) {
    return between(
        ItemFields.SHOWN,
        from.map(ItemFields::micros).orElse(Long.MIN_VALUE),
        to.map(at -> ItemFields.micros(at) - 1).orElse(Long.MAX_VALUE));
  }

  public static Query tag(String tag) {
    return is(ItemFields.TAG, ItemFacets.tagKey(tag));
  }

  public static Query ratedFrom(int least) {
    return IntPoint.newRangeQuery(ItemFields.RATING, least, Integer.MAX_VALUE);
  }

  /** A part of the name of the place, in any case. */
  public static Query place(String part) {
    return holds(ItemFields.PLACE, ItemFacets.placeKey(part));
  }

  /** A part of the name of the camera, in any case. */
  public static Query camera(String part) {
    return holds(ItemFields.CAMERA, SearchText.cameraKey(part));
  }

  public static Query source(SourceId source) {
    return is(ItemFields.SOURCE, source.value());
  }

  public static Query trashed() {
    return is(ItemFields.TRASHED, ItemFields.TRASHED);
  }

  /** Taken in by then. */
  public static Query knownBy(Instant then) {
    return between(ItemFields.KNOWN, Long.MIN_VALUE, ItemFields.micros(then));
  }

  /** A name, title or tag is all of this, as {@code SearchWords.joined} writes it. */
  public static Query exact(String whole) {
    return is(ItemFields.EXACT, whole);
  }

  public static Query any(Stream<Query> some) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    some.forEach(one -> any.add(one, Occur.SHOULD));
    return any.build();
  }

  public static Query all(List<Query> each) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    each.forEach(one -> all.add(one, Occur.MUST));
    return all.build();
  }

  /** {@code ranked} scores; besides, the one must hold and the other must not. */
  public static Query within(Query ranked, List<Query> wanted, List<Query> unwanted) {
    BooleanQuery.Builder all = new BooleanQuery.Builder().add(ranked, Occur.MUST);
    wanted.forEach(filter -> all.add(filter, Occur.FILTER));
    unwanted.forEach(filter -> all.add(filter, Occur.MUST_NOT));
    return all.build();
  }

  /** Of all items, each with the same score. */
  public static Query everything() {
    return new ConstantScoreQuery(new MatchAllDocsQuery());
  }

  /** Found by the points where that is the fewest, else looked at one by one. */
  private static Query between(String field, long least, long most) {
    return new IndexOrDocValuesQuery(
        LongPoint.newRangeQuery(field, least, most),
        NumericDocValuesField.newSlowRangeQuery(field, least, most));
  }

  private static Query is(String field, String value) {
    return new TermQuery(new Term(field, ItemFields.cut(value)));
  }

  /** Goes through the different values of the field: as many as there are cameras or places. */
  private static Query holds(String field, String part) {
    String literal = part.replaceAll("([*?\\\\])", "\\\\$1");
    return new WildcardQuery(new Term(field, "*" + literal + "*"));
  }
}
