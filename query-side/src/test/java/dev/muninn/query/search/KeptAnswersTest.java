package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.query.Vectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
  private static final String DIGEST = "0123456789abcdef";

  private Instant now = BEGIN;
  private final KeptAnswers kept =
      new KeptAnswers(
          new SearchSettings.Paging(Duration.ofMinutes(10), 10),
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private static Answer answer(String id, int hits) {
    return Answer.begin(id.repeat(16), space(), Optional.empty(), BEGIN, 200)
        .with(
            IntStream.range(0, hits)
                .mapToObj(n -> new RankedHit(Vectors.id(n), 1, Optional.empty(), List.of()))
                .toList(),
            200,
            true);
  }

  private static SpaceSearch space() {
    return new SpaceSearch(new SilentModel(new EmbeddingSpace("test", "1", 4)), new NoSources());
  }

  private Optional<Answer> find(String id, String digest) {
    return kept.find(new SearchCursor(id.repeat(16), 1, Vectors.id(0), BEGIN, "test-1-4", digest));
  }

  @Test
  void findsAnAnswerForItsOwnQueryAlone() {
    kept.keep(answer("a", 3), DIGEST);
    assertEquals(3, find("a", DIGEST).orElseThrow().hits().size());
    assertTrue(find("a", "f".repeat(16)).isEmpty());
    assertTrue(find("b", DIGEST).isEmpty());
  }

  @Test
  void forgetsWhatNobodyAskedForInTime() {
    kept.keep(answer("a", 3), DIGEST);
    now = BEGIN.plus(Duration.ofMinutes(10));
    assertTrue(find("a", DIGEST).isPresent());
    now = now.plusMillis(1);
    assertTrue(find("a", DIGEST).isEmpty());
  }

  @Test
  void letsTheLongestUnusedGoForRoom() {
    kept.keep(answer("a", 4), DIGEST);
    kept.keep(answer("b", 4), DIGEST);
    assertTrue(find("a", DIGEST).isPresent());
    kept.keep(answer("c", 4), DIGEST);
    assertTrue(find("b", DIGEST).isEmpty(), "a was asked for after b");
    assertTrue(find("a", DIGEST).isPresent());
    kept.keep(answer("a", 5), DIGEST);
    assertTrue(find("c", DIGEST).isPresent(), "an answer that grew is counted once");
  }

  @Test
  void neverGivesAHitTwiceHoweverAnAnswerGrows() {
    Answer first = answer("a", 3);
    Answer grown = first.with(answer("a", 5).hits(), 800, false);
    assertEquals(first.hits(), grown.hits().subList(0, 3));
    assertEquals(5, grown.hits().size());
    assertEquals(Answer.MAX_HITS, first.with(answer("a", 6000).hits(), 9000, false).hits().size());
    assertTrue(first.with(answer("a", 6000).hits(), 9000, false).whole());
  }
}
