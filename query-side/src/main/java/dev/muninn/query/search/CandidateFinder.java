package dev.muninn.query.search;

import dev.muninn.embedding.Embedding;
import dev.muninn.media.MediaId;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.search.Candidates.Match;
import dev.muninn.query.search.Candidates.TextMatch;
import dev.muninn.query.search.TextFinder.Found;
import dev.muninn.search.SearchMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks both halves for candidates. Filters narrow both before anything is ranked. Blocking. */
final class CandidateFinder {
  private final SearchSettings settings;

  CandidateFinder(SearchSettings settings) {
    this.settings = settings;
  }

  /**
   * @param meaning the query as a vector, where nearness counts
   * @param depth the most candidates of each list
   */
  Candidates find(
      Connection tx,
      Quest quest,
      Passing passing,
      Optional<IndexPartition> partition,
      Optional<Embedding> meaning,
      int depth)
      throws SQLException {
    TextFinder finder = new TextFinder(tx);
    List<VectorHit> nearest = List.of();
    if (partition.isPresent() && meaning.isPresent()) {
      nearest =
          new NearestPassing(tx, partition.get(), passing)
              .of(quest, meaning.get().toFloats(), depth);
    }
    List<VectorHit> near = aboveFloor(quest, nearest);
    List<MediaId> nearIds = near.stream().map(hit -> hit.key().mediaId()).toList();
    TextQuery text =
        quest.mode() == SearchMode.VECTOR ? new TextQuery(List.of(), "") : quest.text();
    int window = Math.max(settings.window(), depth);
    Found found = finder.find(passing, text, nearIds, depth, window, false);
    Map<Match, List<TextMatch>> matches = new EnumMap<>(Match.class);
    matches.put(Match.SAID, found.said());
    matches.put(Match.SEEN, found.seen());
    List<String> spellings = List.of();
    if (isPoor(text, found)) {
      spellings = lookFurther(finder, quest, passing, found, depth, window, matches);
    }
    Set<MediaId> shown = found.near();
    return new Candidates(
        found.exact(),
        matches,
        near.stream().filter(hit -> shown.contains(hit.key().mediaId())).toList(),
        spellings,
        near.size() < depth
            && found.exact().size() < depth
            && matches.values().stream().allMatch(list -> list.size() < depth));
  }

  private boolean isPoor(TextQuery text, Found found) {
    Set<MediaId> ids = new HashSet<>(found.exact());
    found.said().forEach(match -> ids.add(match.mediaId()));
    found.seen().forEach(match -> ids.add(match.mediaId()));
    return !text.words().isEmpty() && ids.size() < settings.spelling().below();
  }

  /** Other spellings; where these have nothing either, some of the words (in hybrid mode). */
  private static List<String> lookFurther(
      TextFinder finder,
      Quest quest,
      Passing passing,
      Found found,
      int depth,
      int window,
      Map<Match, List<TextMatch>> matches)
      throws SQLException {
    Set<MediaId> already = new HashSet<>(found.exact());
    matches.values().forEach(list -> list.forEach(match -> already.add(match.mediaId())));
    Optional<Spelling.Corrected> corrected = Spelling.of(finder, quest.parsed());
    if (corrected.isPresent()) {
      Found spelled = finder.find(passing, corrected.get().text(), List.of(), depth, window, false);
      List<TextMatch> news =
          Stream.concat(spelled.said().stream(), spelled.seen().stream())
              .filter(match -> !already.contains(match.mediaId()))
              .limit(depth)
              .toList();
      if (!news.isEmpty()) {
        matches.put(Match.SPELLED, news);
        return corrected.get().words();
      }
    }
    if (already.isEmpty() && quest.mode() == SearchMode.HYBRID) {
      Found some = finder.find(passing, quest.text(), List.of(), depth, window, true);
      matches.put(Match.PARTIAL, some.partial());
    }
    return List.of();
  }

  /** In hybrid mode what is not near enough is no candidate. */
  private List<VectorHit> aboveFloor(Quest quest, List<VectorHit> hits) {
    if (quest.mode() != SearchMode.HYBRID || hits.isEmpty()) {
      return hits;
    }
    double floor = Math.max(settings.floor(), settings.relativeFloor() * hits.get(0).similarity());
    return hits.stream().filter(hit -> hit.similarity() >= floor).toList();
  }
}
