package dev.muninn.query.text;

import dev.muninn.media.MediaId;
import dev.muninn.query.text.TextIndex.Match;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/**
 * Collects the best items: by score, then the newest, then by id. Lucene's own collector for
 * several keys reads the score of each hit twice and the id of each that it looks at; here most
 * hits have the same score, and an id is read of those that are given out.
 */
final class BestItems implements CollectorManager<BestItems.Best, List<Match>> {
  private static final Comparator<Found> WORST_FIRST =
      Comparator.comparingDouble(Found::score).thenComparingLong(Found::shown);

  private final int most;

  BestItems(int most) {
    this.most = most;
  }

  private record Found(float score, long shown, LeafReaderContext leaf, int doc) {
    Match named() throws IOException {
      BinaryDocValues ids = DocValues.getBinary(leaf.reader(), ItemFields.ID);
      if (!ids.advanceExact(doc)) {
        throw new IOException("a document without id");
      }
      return new Match(new MediaId(ids.binaryValue().utf8ToString()), score);
    }
  }

  /** Of one slice of the index. */
  static final class Best extends SimpleCollector {
    private final PriorityQueue<Found> found = new PriorityQueue<>(WORST_FIRST);
    private final int most;
    private LeafReaderContext leaf;
    private NumericDocValues shown;
    private Scorable scorer;
    private float worstScore = Float.NEGATIVE_INFINITY;
    private long worstShown = Long.MIN_VALUE;

    private Best(int most) {
      this.most = most;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      leaf = context;
      shown = DocValues.getNumeric(context.reader(), ItemFields.SHOWN);
    }

    @Override
    public void setScorer(Scorable next) {
      scorer = next;
    }

    @Override
    public void collect(int doc) throws IOException {
      float score = scorer.score();
      if (score < worstScore) {
        return;
      }
      long at = shown.advanceExact(doc) ? shown.longValue() : Long.MIN_VALUE;
      if (score > worstScore || at > worstShown) {
        add(new Found(score, at, leaf, doc));
      }
    }

    private void add(Found next) {
      found.add(next);
      if (found.size() > most) {
        found.remove();
      }
      if (found.size() == most) {
        worstScore = found.element().score();
        worstShown = found.element().shown();
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE;
    }
  }

  @Override
  public Best newCollector() {
    return new Best(most);
  }

  private record Named(Found found, Match match) {}

  @Override
  public List<Match> reduce(Collection<Best> parts) throws IOException {
    List<Named> all = new ArrayList<>();
    for (Best part : parts) {
      for (Found one : part.found) {
        all.add(new Named(one, one.named()));
      }
    }
    all.sort(
        Comparator.comparing(Named::found, WORST_FIRST.reversed())
            .thenComparing(named -> named.match().mediaId().value()));
    return all.stream().limit(most).map(Named::match).toList();
  }
}
