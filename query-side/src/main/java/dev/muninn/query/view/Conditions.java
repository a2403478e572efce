package dev.muninn.query.view;

import dev.muninn.catalog.MediaFilter;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
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

  /** Everything that the tenant may see, whole rows only. */
  public Conditions() {}

  /** What a list is narrowed to. Lists leave the trash out unless they ask for it. */
  static Conditions of(MediaFilter filter) {
    Conditions all = new Conditions();
    all.kinds(filter.kinds());
    all.from(filter.from());
    all.to(filter.to());
    all.tags(filter.tag().stream().toList());
    filter.minRating().ifPresent(r -> all.and("m.rating >= ?", (s, i) -> s.setInt(i, r)));
    all.place(filter.place());
    filter.source().ifPresent(source -> all.and("m.sources @> ARRAY[?::text]", text(source)));
    MediaStatus status = filter.status().orElse(MediaStatus.READY);
    if (filter.status().isPresent()) {
      all.and(ItemStatus.SQL + " = ?", text(status.word()));
    }
    if (status != MediaStatus.TRASHED) {
      all.untrashed();
    }
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

  /** All of these. */
  public void tags(List<String> tags) {
    if (!tags.isEmpty()) {
      and("m.tags @> ?", texts(tags.stream().map(MediaRows::clean).toArray(String[]::new)));
    }
  }

  /** A part of the place's name, in any case. */
  public void place(Optional<String> place) {
    place.ifPresent(
        name -> and("position(lower(?) IN lower(m.place)) > 0", text(MediaRows.clean(name))));
  }

  public void untrashed() {
    and("NOT m.trashed");
  }

  /** Adds a condition of constant SQL; as many binders as it has marks. */
  public void and(String condition, Binder... marks) {
    sql.append(" AND ").append(condition);
    binders.addAll(List.of(marks));
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
    OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
    return (statement, index) -> statement.setObject(index, utc);
  }
}
