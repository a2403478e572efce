package dev.muninn.query.text;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;

/**
 * A word counts by the weights of the places where it stands, up to twice that of the best place
 * the more often it does. Neither how rare it is nor how long the text is matters: nobody writes
 * more about a picture to say less, and no org's words change the order in another.
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
        float weight = freq / ItemFields.WHOLE;
        return boost * 2 * weight / (weight + 1);
      }
    };
  }
}
