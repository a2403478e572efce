package dev.muninn.node.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  @Test
  void allWordsAreDifferent() {
    assertEquals(
        Vocabulary.WORDS,
        IntStream.range(0, Vocabulary.WORDS)
            .mapToObj(Vocabulary::word)
            .collect(Collectors.toSet())
            .size());
  }

  @Test
  void frequentWordsComeOftenAndRareOnesToo() {
    SplittableRandom random = new SplittableRandom(1);
    int[] ranks = IntStream.range(0, 20_000).map(i -> Vocabulary.draw(random)).toArray();
    long first = IntStream.of(ranks).filter(rank -> rank == 0).count();
    long second = IntStream.of(ranks).filter(rank -> rank == 1).count();
    assertTrue(first > second && second > 500, first + ", " + second);
    assertTrue(IntStream.of(ranks).allMatch(rank -> rank >= 0 && rank < Vocabulary.WORDS));
    assertTrue(IntStream.of(ranks).anyMatch(rank -> rank > Vocabulary.WORDS / 2));
  }

  @Test
  void anItemHasSevenEventsAndEveryFifthAnEighth() {
    SeededEvents events = new SeededEvents(new OrgId("bench"), new EmbeddingSpace("lite", "1", 8));
    assertEquals(8, count(events, 10));
    assertEquals(7, count(events, 11));
    assertEquals(events.embedded(11), events.embedded(11));
  }

  private static long count(SeededEvents events, int n) {
    return Stream.of(
            events.start(n),
            events.stages(n),
            events.embedded(n),
            events.indexed(n),
            events.curated(n))
        .mapToLong(List::size)
        .sum();
  }
}
