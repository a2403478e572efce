package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.query.Vectors;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.index.VectorKey;
import dev.muninn.query.search.Candidates.TextMatch;
import dev.muninn.query.search.Candidates.TextMatches;
import dev.muninn.search.SearchMode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final MediaId A = Vectors.id(1);
  private static final MediaId B = Vectors.id(2);
  private static final MediaId C = Vectors.id(3);

  private final Fusion fusion = new Fusion(new SearchSettings.Weights(2, 1, 0.1, 1));

  private static TextMatches text(boolean partial, MediaId... ids) {
    return new TextMatches(
        List.of(ids).stream().map(id -> new TextMatch(id, 0.5)).toList(), partial);
  }

  private static List<VectorHit> near(MediaId... ids) {
    return List.of(ids).stream().map(id -> new VectorHit(new VectorKey(id, 2), 0.4f)).toList();
  }

  private List<MediaId> order(Candidates found, SearchMode mode) {
    return fusion.fuse(found, mode).stream().map(RankedHit::mediaId).toList();
  }

  @Test
  void prefersWhatBothHalvesFound() {
    Candidates found = new Candidates(Set.of(), text(false, A, B), near(C, B));
    assertEquals(List.of(B, A, C), order(found, SearchMode.HYBRID));
  }

  @Test
  void putsExactNamesFirst() {
    Candidates found = new Candidates(Set.of(C), text(false, A, B, C), near(A, B));
    List<RankedHit> hits = fusion.fuse(found, SearchMode.HYBRID);
    assertEquals(C, hits.get(0).mediaId());
    assertTrue(hits.get(0).score() <= 1);
  }

  @Test
  void scoresOneForFirstInEverything() {
    Candidates found = new Candidates(Set.of(A), text(false, A), near(A));
    assertEquals(1.0, fusion.fuse(found, SearchMode.HYBRID).get(0).score(), 1e-9);
  }

  @Test
  void weighsPartialMatchesLess() {
    Candidates found = new Candidates(Set.of(), text(true, A), near(B, C));
    assertEquals(List.of(B, C, A), order(found, SearchMode.HYBRID));
  }

  @Test
  void scoresByOneHalfAlone() {
    Candidates found = new Candidates(Set.of(C), text(false, A), near(B));
    assertEquals(List.of(C, A), order(found, SearchMode.TEXT));
    assertEquals(List.of(B), order(found, SearchMode.VECTOR));
    assertEquals(0.4, fusion.fuse(found, SearchMode.VECTOR).get(0).score(), 1e-6);
  }

  @Test
  void breaksTiesById() {
    assertEquals(
        List.of(A, B), order(new Candidates(Set.of(), text(false, A), near(B)), SearchMode.HYBRID));
  }
}
