package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.VectorHit;
import dev.muninn.search.SearchMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One order out of two: reciprocal rank fusion with the constant 60 (Cormack, Clarke and Büttcher,
 * SIGIR 2009), weighted, divided by the best possible sum so that a score is 0..1. Items that the
 * query names exactly come first. Alone, text scores by its rank and vectors by cosine similarity.
 * Ties by id. Pure.
 */
final class Fusion {
  private static final int K = 60;
  private static final Comparator<RankedHit> ORDER =
      Comparator.comparingDouble((RankedHit hit) -> -hit.score())
          .thenComparing(hit -> hit.mediaId().value());

  private final SearchSettings.Weights weights;

  Fusion(SearchSettings.Weights weights) {
    this.weights = weights;
  }

  /** All candidates in order. */
  List<RankedHit> fuse(Candidates found, SearchMode mode) {
    Map<MediaId, VectorHit> nearest = new HashMap<>();
    found.nearest().forEach(hit -> nearest.put(hit.key().mediaId(), hit));
    Map<MediaId, Double> scores =
        switch (mode) {
          case TEXT -> textScores(found);
          case VECTOR -> vectorScores(found);
          case HYBRID -> fusedScores(found);
        };
    List<RankedHit> hits = new ArrayList<>();
    scores.forEach(
        (id, score) -> hits.add(new RankedHit(id, score, Optional.ofNullable(nearest.get(id)))));
    hits.sort(ORDER);
    return hits;
  }

  private static Map<MediaId, Double> textScores(Candidates found) {
    Map<MediaId, Double> scores = new HashMap<>();
    found.text().matches().forEach(match -> scores.put(match.mediaId(), match.rank()));
    found.exact().forEach(id -> scores.put(id, 1.0));
    return scores;
  }

  private static Map<MediaId, Double> vectorScores(Candidates found) {
    Map<MediaId, Double> scores = new HashMap<>();
    found.nearest().forEach(hit -> scores.put(hit.key().mediaId(), clamped(hit.similarity())));
    return scores;
  }

  private Map<MediaId, Double> fusedScores(Candidates found) {
    double best = (weights.exact() + weights.text() + weights.vector()) / (K + 1);
    Map<MediaId, Double> scores = new HashMap<>();
    found.exact().forEach(id -> scores.merge(id, weights.exact() / (K + 1) / best, Double::sum));
    double text = found.text().partial() ? weights.partial() : weights.text();
    add(scores, found.text().matches().stream().map(m -> m.mediaId()).toList(), text / best);
    List<MediaId> near = found.nearest().stream().map(hit -> hit.key().mediaId()).toList();
    add(scores, near, weights.vector() / best);
    scores.replaceAll((id, score) -> clamped(score));
    return scores;
  }

  private static void add(Map<MediaId, Double> scores, List<MediaId> ranked, double weight) {
    Set<MediaId> once = new LinkedHashSet<>(ranked);
    int rank = 1;
    for (MediaId id : once) {
      scores.merge(id, weight / (K + rank), Double::sum);
      rank++;
    }
  }

  private static double clamped(double score) {
    return Math.max(0, Math.min(1, score));
  }
}
