package dev.muninn.query.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaId;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorFilter;
import dev.muninn.search.Narrowing;
import dev.muninn.search.SearchFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a search may answer with from a partition of vectors: the facets beside it, and what is no
 * facet, namely where items stand (from the database) and words that they must or must not have
 * (from the full text).
 */
final class VectorNarrowing {
  private final Connection tx;
  private final TextFinder finder;
  private final IndexPartition partition;

  /** Asks in the tenant's transaction {@code tx}. */
  VectorNarrowing(Connection tx, TextFinder finder, IndexPartition partition) {
    this.tx = tx;
    this.finder = finder;
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
    for (Condition text : passing.onText()) {
      if (text.wanted()) {
        items.and(having(text));
      } else if (refused) {
        items.andNot(having(text));
      }
    }
    return VectorFilter.items(items);
  }

  private RoaringBitmap having(Condition text) {
    return numbers(
        finder.having((Condition.Words) text.part()).stream().map(MediaId::value).toList());
  }

  private RoaringBitmap matching(SearchFilter filter) throws SQLException {
    RoaringBitmap items = partition.facets().matching(filter);
    Optional<MediaStatus> status = filter.status().filter(one -> one != MediaStatus.TRASHED);
    if (status.isPresent()) {
      Standings.These these = new Standings(tx).at(status.get());
      if (these.but()) {
        items.andNot(numbers(these.ids()));
      } else {
        items.and(numbers(these.ids()));
      }
    }
    return items;
  }

  private RoaringBitmap numbers(Collection<String> items) {
    RoaringBitmap numbers = new RoaringBitmap();
    items.forEach(item -> partition.numbers().find(new MediaId(item)).ifPresent(numbers::add));
    return numbers;
  }
}
