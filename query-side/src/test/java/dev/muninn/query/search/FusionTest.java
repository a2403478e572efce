package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.query.Vectors;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.index.VectorKey;
import dev.muninn.query.search.Candidates.Match;
import dev.muninn.query.search.Candidates.TextMatch;
import dev.muninn.search.SearchMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final MediaId A = Vectors.id(1);
  private static final MediaId B = Vectors.id(2);
  private static final MediaId C = Vectors.id(3);

  private final Fusion fusion = new Fusion(new SearchSettings.Ranking(60, 3, 1, 0.2, 0.5, 0.1, 1));

  private static Candidates found(
      Set<MediaId> exact, Match match, List<MediaId> text, List<MediaId> near) {
    return new Candidates(
        exact,
        Map.of(match, text.stream().map(id -> new TextMatch(id, 0.5)).toList()),
        near.stream().map(id -> new VectorHit(new VectorKey(id, 2), 0.4f)).toList(),
        List.of("harbour"),
        true);
  }

  private List<MediaId> order(Candidates found, SearchMode mode) {
    return fusion.fuse(found, mode).stream().map(RankedHit::mediaId).toList();
  }

  @Test
  void prefersWhatBothHalvesFound() {
    Candidates found = found(Set.of(), Match.SAID, List.of(A, B), List.of(C, B));
    assertEquals(List.of(B, A, C), order(found, SearchMode.HYBRID));
  }

  @Test
  void putsExactNamesFirstWhateverTheOthersScore() {
    Candidates found = found(Set.of(C), Match.SAID, List.of(A, B), List.of(A, B));
    List<RankedHit> hits =
        new Fusion(new SearchSettings.Ranking(60, 0.1, 1, 0.2, 0.5, 0.1, 1))
            .fuse(found, SearchMode.HYBRID);
    assertEquals(C, hits.get(0).mediaId());
    assertTrue(hits.get(0).score() < hits.get(1).score());
  }

  @Test
  void scoresOneForFirstInEverything() {
    Candidates found = found(Set.of(A), Match.SAID, List.of(A), List.of(A));
    assertEquals(1.0, fusion.fuse(found, SearchMode.HYBRID).get(0).score(), 1e-9);
  }

  @Test
  void weighsWhatMachinesSeeOtherSpellingsAndSomeWordsLess() {
    for (Match match : List.of(Match.SEEN, Match.SPELLED, Match.PARTIAL)) {
      Candidates found = found(Set.of(), match, List.of(A), List.of(B, C));
      assertEquals(List.of(B, C, A), order(found, SearchMode.HYBRID));
    }
  }

  @Test
  void saysWhichWordsStoodIn() {
    Candidates found = found(Set.of(), Match.SPELLED, List.of(A), List.of(B));
    List<RankedHit> hits = fusion.fuse(found, SearchMode.HYBRID);
    assertEquals(List.of(), hits.get(0).spellings());
    assertEquals(List.of("harbour"), hits.get(1).spellings());
  }

  @Test
  void scoresByOneHalfAlone() {
    Candidates found = found(Set.of(C), Match.SAID, List.of(A), List.of(B));
    assertEquals(List.of(C, A), order(found, SearchMode.TEXT));
    assertEquals(0.5, fusion.fuse(found, SearchMode.TEXT).get(1).score(), 1e-6);
    assertEquals(List.of(B), order(found, SearchMode.VECTOR));
    assertEquals(0.4, fusion.fuse(found, SearchMode.VECTOR).get(0).score(), 1e-6);
    Candidates seen = found(Set.of(), Match.SEEN, List.of(A), List.of());
    assertEquals(0.1, fusion.fuse(seen, SearchMode.TEXT).get(0).score(), 1e-6);
  }

  @Test
  void breaksTiesById() {
    Candidates found = found(Set.of(), Match.SAID, List.of(A), List.of(B));
    assertEquals(List.of(A, B), order(found, SearchMode.HYBRID));
  }
}
