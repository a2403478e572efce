package dev.muninn.query.search;

import dev.muninn.embedding.Embedding;
import dev.muninn.media.MediaId;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.search.Candidates.Match;
import dev.muninn.query.search.Candidates.TextMatch;
import dev.muninn.query.search.TextFinder.Found;
import dev.muninn.query.text.TextIndex;
import dev.muninn.search.SearchMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks both halves for candidates. Filters narrow both before anything is ranked. Blocking. */
final class CandidateFinder {
  private final SearchSettings settings;
  private final TextIndex index;

  CandidateFinder(SearchSettings settings, TextIndex index) {
    this.settings = settings;
    this.index = index;
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
    TextFinder finder = new TextFinder(index, quest.org(), tx);
    List<VectorHit> nearest = List.of();
    if (partition.isPresent() && meaning.isPresent()) {
      nearest =
          new NearestPassing(tx, finder, partition.get(), passing)
              .of(quest, meaning.get().toFloats(), depth);
    }
    List<VectorHit> near = passing(finder, quest, passing, aboveFloor(quest, nearest));
    TextQuery text = quest.mode() == SearchMode.VECTOR ? TextQuery.NOTHING : quest.text();
    Found found = finder.find(passing, text, depth);
    Map<Match, List<TextMatch>> matches = new EnumMap<>(Match.class);
    matches.put(Match.SAID, found.said());
    matches.put(Match.SEEN, found.seen());
    List<String> spellings = List.of();
    if (!text.words().isEmpty() && found.all().size() < settings.spelling().below()) {
      spellings = lookFurther(tx, finder, quest, passing, found, depth, matches);
    }
    return new Candidates(
        found.exact(),
        matches,
        near,
        spellings,
        near.size() < depth
            && found.exact().size() < depth
            && matches.values().stream().allMatch(list -> list.size() < depth));
  }

  /** The index knows all but when an item was taken in, which later pages ask for. */
  private static List<VectorHit> passing(
      TextFinder finder, Quest quest, Passing passing, List<VectorHit> near) throws SQLException {
    if (passing.equals(quest.passing())) {
      return near;
    }
    Set<MediaId> pass =
        finder.passing(passing, near.stream().map(hit -> hit.key().mediaId()).toList());
    return near.stream().filter(hit -> pass.contains(hit.key().mediaId())).toList();
  }

  /** Other spellings; where these have nothing either, some of the words (in hybrid mode). */
  private static List<String> lookFurther(
      Connection tx,
      TextFinder finder,
      Quest quest,
      Passing passing,
      Found found,
      int depth,
      Map<Match, List<TextMatch>> matches)
      throws SQLException {
    Set<MediaId> already = found.all();
    Optional<Spelling.Corrected> corrected = Spelling.of(new SimilarWords(tx), quest.parsed());
    if (corrected.isPresent()) {
      Found spelled = finder.find(passing, corrected.get().text(), depth);
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
      matches.put(Match.PARTIAL, finder.some(passing, quest.text(), depth));
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
