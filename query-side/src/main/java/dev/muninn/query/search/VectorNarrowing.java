package dev.muninn.query.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaId;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorFilter;
import dev.muninn.search.Narrowing;
import dev.muninn.search.SearchFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a search may answer with from a partition of vectors: the facets beside it, and from the
 * database what is no facet, namely where items stand and words that they must not have. The
 * database is asked for the fewer: items that are not ready, items that have the words.
 */
final class VectorNarrowing {
  private static final String STANDING =
      "SELECT p.media_id FROM pipeline.pipeline_item p WHERE p.status = ANY (?)";
  private static final String RUNNING =
      "SELECT DISTINCT l.media_id FROM ops.work_lease l"
          + " WHERE l.incarnation IS NOT NULL AND l.expires_at > now()";
  private static final int ALL = Integer.MAX_VALUE;
  private static final List<MediaStatus> UNREADY =
      Arrays.stream(MediaStatus.values()).filter(status -> status != MediaStatus.READY).toList();

  private final Connection tx;
  private final IndexPartition partition;

  /** Asks in the tenant's transaction {@code tx}. */
  VectorNarrowing(Connection tx, IndexPartition partition) {
    this.tx = tx;
    this.partition = partition;
  }

  /** Everything, or the items that pass. */
  VectorFilter of(Narrowing narrowing, Passing passing) throws SQLException {
    return passing.isEverything() ? VectorFilter.everything() : of(narrowing, passing, true);
  }

  /** As {@link #of}, but with items in it that have words which they must not have. */
  VectorFilter butForWords(Narrowing narrowing, Passing passing) throws SQLException {
    return passing.refusesWordsAlone() ? VectorFilter.everything() : of(narrowing, passing, false);
  }

  private VectorFilter of(Narrowing narrowing, Passing passing, boolean refused)
      throws SQLException {
    RoaringBitmap items =
        matching(narrowing.all().isEmpty() ? SearchFilter.none() : narrowing.all().get(0));
    for (SearchFilter filter : narrowing.all()) {
      items.and(matching(filter));
    }
    for (SearchFilter filter : narrowing.none()) {
      items.andNot(matching(filter));
    }
    TextFinder finder = new TextFinder(tx);
    for (Map.Entry<Passing, Boolean> text : passing.byText().entrySet()) {
      if (text.getValue()) {
        items.and(numbers(finder.items(text.getKey(), ALL)));
      } else if (refused) {
        items.andNot(numbers(finder.items(text.getKey(), ALL)));
      }
    }
    return VectorFilter.items(items);
  }

  private RoaringBitmap matching(SearchFilter filter) throws SQLException {
    RoaringBitmap items = partition.facets().matching(filter);
    if (filter.status().isPresent()) {
      standing(items, filter.status());
    }
    return items;
  }

  private RoaringBitmap numbers(Set<MediaId> items) {
    RoaringBitmap numbers = new RoaringBitmap();
    items.forEach(item -> partition.numbers().find(item).ifPresent(numbers::add));
    return numbers;
  }

  private void standing(RoaringBitmap items, Optional<MediaStatus> status) throws SQLException {
    switch (status.orElseThrow()) {
      case READY -> items.andNot(standing(UNREADY));
      case RUNNING -> {
        items.and(numbers(RUNNING));
        items.and(standing(List.of(MediaStatus.WAITING, MediaStatus.FAILED)));
      }
      case WAITING, FAILED -> {
        items.and(standing(status.stream().toList()));
        items.andNot(numbers(RUNNING));
      }
      case QUARANTINED -> items.and(standing(status.stream().toList()));
      case TRASHED -> {
        // the facets have it
      }
    }
  }

  private RoaringBitmap standing(List<MediaStatus> some) throws SQLException {
    String[] words = some.stream().map(MediaStatus::word).toArray(String[]::new);
    try (PreparedStatement select = tx.prepareStatement(STANDING)) {
      select.setArray(1, tx.createArrayOf("text", words));
      return numbers(select);
    }
  }

  private RoaringBitmap numbers(String sql, String... marks) throws SQLException {
    try (PreparedStatement select = tx.prepareStatement(sql)) {
      for (int i = 0; i < marks.length; i++) {
        select.setString(i + 1, marks[i]);
      }
      return numbers(select);
    }
  }

  private RoaringBitmap numbers(PreparedStatement select) throws SQLException {
    RoaringBitmap numbers = new RoaringBitmap();
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        partition.numbers().find(new MediaId(found.getString(1))).ifPresent(numbers::add);
      }
    }
    return numbers;
  }
}
