package dev.muninn.query.view;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import dev.muninn.search.SearchFilter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A WHERE clause over {@code view.media m} and what is bound to its marks, in step. The SQL is made
 * of constants; whatever a user said is bound. Not thread-safe.
 */
public final class Conditions {

  /** Binds one mark. */
  public interface Binder {
    void bind(PreparedStatement statement, int index) throws SQLException;
  }

  private final StringBuilder sql = new StringBuilder("m.hash IS NOT NULL");
  private final List<Binder> binders = new ArrayList<>();
  private String joins = "";

  /** Everything that the tenant may see, whole rows only. */
  public Conditions() {}

  /** What a list or a search is narrowed to. */
  public static Conditions of(SearchFilter filter) {
    Conditions all = new Conditions();
    all.kinds(filter.kinds());
    all.from(filter.from());
    all.to(filter.to());
    all.tags(filter.tags());
    all.minRating(filter.minRating());
    all.place(filter.place());
    all.source(filter.source().map(SourceId::value));
    all.status(filter.status());
    return all;
  }

  public void kinds(List<MediaKind> kinds) {
    if (!kinds.isEmpty()) {
      String[] words = kinds.stream().map(MediaKind::word).toArray(String[]::new);
      and("m.kind = ANY (?)", texts(words));
    }
  }

  public void from(Optional<Instant> from) {
    from.ifPresent(at -> and("m.shown_at >= ?", instant(at)));
  }

  /** Exclusive. */
  public void to(Optional<Instant> to) {
    to.ifPresent(at -> and("m.shown_at < ?", instant(at)));
  }

  /** All of these, in any case. */
  public void tags(List<String> tags) {
    if (!tags.isEmpty()) {
      // a function of the owner's: under the tenant's policy no index could answer it (V331)
      and(
          "m.media_id IN (SELECT view.tagged(?))",
          texts(tags.stream().map(ItemFacets::tagKey).toArray(String[]::new)));
    }
  }

  /** A part of the place's name, in any case. */
  public void place(Optional<String> place) {
    place.ifPresent(name -> and("position(? IN m.place_key) > 0", text(ItemFacets.placeKey(name))));
  }

  private void minRating(Optional<Integer> least) {
    least.ifPresent(rating -> and("m.rating >= ?", (s, i) -> s.setInt(i, rating)));
  }

  private void source(Optional<String> source) {
    source.ifPresent(id -> and("m.sources @> ARRAY[?::text]", text(id)));
  }

  /** Leaves the trash out unless it is asked for. */
  private void status(Optional<MediaStatus> status) {
    status.ifPresent(asked -> and(ItemStatus.is(asked)));
    joins = status.isPresent() ? ItemStatus.JOIN : "";
    if (!status.equals(Optional.of(MediaStatus.TRASHED))) {
      untrashed();
    }
  }

  public void untrashed() {
    and("NOT m.trashed");
  }

  /** Adds a condition of constant SQL; as many binders as it has marks. */
  public void and(String condition, Binder... marks) {
    sql.append(" AND ").append(condition);
    binders.addAll(List.of(marks));
  }

  /** What must be joined to {@code view.media m} for this clause; most need nothing. */
  public String joins() {
    return joins;
  }

  public String sql() {
    return sql.toString();
  }

  /** Binds all marks from {@code first} on and answers the index of the next one. */
  public int bind(PreparedStatement statement, int first) throws SQLException {
    int index = first;
    for (Binder binder : binders) {
      binder.bind(statement, index++);
    }
    return index;
  }

  public static Binder text(String value) {
    return (statement, index) -> statement.setString(index, value);
  }

  public static Binder texts(String[] values) {
    return (statement, index) ->
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
  }

  public static Binder instant(Instant at) {
    OffsetDateTime utc = ItemFacets.compared(at).atOffset(ZoneOffset.UTC);
    return (statement, index) -> statement.setObject(index, utc);
  }
}
