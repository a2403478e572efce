package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.search.Candidates.Match;
import dev.muninn.query.search.Candidates.TextMatch;
import dev.muninn.search.SearchMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One order out of several lists: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR
 * 2009), weighted, divided by the best possible sum so that a score is 0..1. Items that the query
 * names exactly come first, whatever the others score. Alone, text scores by its rank and its
 * weight, vectors by cosine similarity. Ties by id. Pure.
 */
final class Fusion {
  private final SearchSettings.Ranking ranking;

  Fusion(SearchSettings.Ranking ranking) {
    this.ranking = ranking;
  }

  /** All candidates in order. */
  List<RankedHit> fuse(Candidates found, SearchMode mode) {
    Map<MediaId, Double> scores =
        switch (mode) {
          case TEXT -> textScores(found);
          case VECTOR -> vectorScores(found);
          case HYBRID -> fusedScores(found);
        };
    return ordered(found, scores);
  }

  private static List<RankedHit> ordered(Candidates found, Map<MediaId, Double> scores) {
    Map<MediaId, VectorHit> nearest = new HashMap<>();
    found.nearest().forEach(hit -> nearest.put(hit.key().mediaId(), hit));
    Set<MediaId> spelled = new HashSet<>();
    found.text(Match.SPELLED).forEach(match -> spelled.add(match.mediaId()));
    List<RankedHit> hits = new ArrayList<>();
    scores.forEach(
        (id, score) ->
            hits.add(
                new RankedHit(
                    id,
                    score,
                    Optional.ofNullable(nearest.get(id)),
                    spelled.contains(id) ? found.spellings() : List.of())));
    hits.sort(
        Comparator.comparing((RankedHit hit) -> !found.exact().contains(hit.mediaId()))
            .thenComparingDouble(hit -> -hit.score())
            .thenComparing(hit -> hit.mediaId().value()));
    return hits;
  }

  private Map<MediaId, Double> textScores(Candidates found) {
    Map<MediaId, Double> scores = new HashMap<>();
    for (Match match : Match.values()) {
      double weight = clamped(ranking.of(match) / ranking.said());
      found
          .text(match)
          .forEach(one -> scores.merge(one.mediaId(), clamped(one.rank() * weight), Math::max));
    }
    found.exact().forEach(id -> scores.put(id, 1.0));
    return scores;
  }

  private static Map<MediaId, Double> vectorScores(Candidates found) {
    Map<MediaId, Double> scores = new HashMap<>();
    found.nearest().forEach(hit -> scores.put(hit.key().mediaId(), clamped(hit.similarity())));
    return scores;
  }

  private Map<MediaId, Double> fusedScores(Candidates found) {
    double first = 1.0 / (ranking.constant() + 1);
    double best = (ranking.exact() + ranking.said() + ranking.vector()) * first;
    Map<MediaId, Double> scores = new HashMap<>();
    found.exact().forEach(id -> scores.merge(id, ranking.exact() * first / best, Double::sum));
    for (Match match : Match.values()) {
      List<MediaId> ids = found.text(match).stream().map(TextMatch::mediaId).toList();
      add(scores, ids, ranking.of(match) / best);
    }
    List<MediaId> near = found.nearest().stream().map(hit -> hit.key().mediaId()).toList();
    add(scores, near, ranking.vector() / best);
    scores.replaceAll((id, score) -> clamped(score));
    return scores;
  }

  private void add(Map<MediaId, Double> scores, List<MediaId> ranked, double weight) {
    int rank = 1;
    for (MediaId id : new LinkedHashSet<>(ranked)) {
      scores.merge(id, weight / (ranking.constant() + rank), Double::sum);
      rank++;
    }
  }

  private static double clamped(double score) {
    return Math.max(0, Math.min(1, score));
  }
}
