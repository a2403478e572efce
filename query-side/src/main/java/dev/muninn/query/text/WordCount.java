package dev.muninn.query.text;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;

/**
 * A word counts by the weight of its field, and up to twice that the more often it stands there.
 * Neither how rare it is nor how long the text is matters: nobody writes more about a picture to
 * say less, and no org's words change the order in another.
 */
final class WordCount extends Similarity {
  @Override
  public long computeNorm(FieldInvertState state) {
    return 1;
  }

  @Override
  public SimScorer scorer(float boost, CollectionStatistics field, TermStatistics... words) {
    return new SimScorer() {
      @Override
      public float score(float freq, long norm) {
        return boost * 2 * freq / (freq + 1);
      }
    };
  }
}
