package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorFilter;
import dev.muninn.query.index.VectorHit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The items nearest to a query among those that pass. The index knows all but the words that items
 * must not have; these are asked of the full text: for the nearest ones, a few times more than are
 * wanted, and only where too many of them have the words, for all items. Blocking.
 */
final class NearestPassing {
  private static final int WIDER = 4;
  private static final int ROUNDS = 3;

  private final TextFinder finder;
  private final VectorNarrowing narrowing;
  private final IndexPartition partition;
  private final Passing passing;

  NearestPassing(Connection tx, TextFinder finder, IndexPartition partition, Passing passing) {
    this.finder = finder;
    this.narrowing = new VectorNarrowing(tx, finder, partition);
    this.partition = partition;
    this.passing = passing;
  }

  /** At most {@code most} items, nearest first. */
  List<VectorHit> of(Quest quest, float[] query, int most) throws SQLException {
    if (quest.passing().refusesWords()) {
      Optional<List<VectorHit>> found = withoutWords(quest, query, most);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return nearest(quest, query, most, narrowing.of(quest.narrowing(), quest.passing()));
  }

  /** Empty where nearly all that is near has words that it must not have. */
  private Optional<List<VectorHit>> withoutWords(Quest quest, float[] query, int most)
      throws SQLException {
    VectorFilter filter = narrowing.butForWords(quest.narrowing(), quest.passing());
    int wide = 2 * most;
    for (int round = 0; round < ROUNDS; round++) {
      List<VectorHit> hits = nearest(quest, query, wide, filter);
      Set<MediaId> pass =
          finder.passing(passing, hits.stream().map(hit -> hit.key().mediaId()).toList());
      List<VectorHit> left =
          hits.stream().filter(hit -> pass.contains(hit.key().mediaId())).limit(most).toList();
      if (left.size() == most || hits.size() < wide) {
        return Optional.of(left);
      }
      wide *= WIDER;
    }
    return Optional.empty();
  }

  private List<VectorHit> nearest(Quest quest, float[] query, int most, VectorFilter filter) {
    int items = most + (quest.except().isPresent() ? 1 : 0);
    return NearestItems.of(partition.index(), query, items, filter).stream()
        .filter(hit -> !quest.except().equals(Optional.of(hit.key().mediaId())))
        .limit(most)
        .toList();
  }
}
