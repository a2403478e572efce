package dev.muninn.node.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.ClusterNodes.Notice;
import dev.muninn.node.members.NodeSignal.NodeFacts;
import dev.muninn.node.members.NodeSignal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeNoticesTest {
  private static final Instant ASKED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant ANSWERED = ASKED.plusSeconds(1);

  private static NodeFacts facts(String name, Optional<Instant> at, Refused... refusals) {
    return new NodeFacts(name, ASKED, at, List.of(refusals));
  }

  @Test
  void refusalsOfAllNodesComeTheLatestFirst() {
    Refused early = new Refused(ASKED.minusSeconds(90), "laptop", "is a stranger", 3);
    Refused late = new Refused(ASKED.minusSeconds(30), "worker", "is too new", 1);
    List<Notice> all =
        NodeNotices.of(
            "one",
            List.of(
                facts("one", Optional.of(ASKED), early), facts("two", Optional.of(ASKED), late)),
            ASKED,
            ANSWERED);
    assertEquals(
        List.of(
            new Notice(late.at(), "two", "worker", "is too new", 1),
            new Notice(early.at(), "one", "laptop", "is a stranger", 3)),
        all);
  }

  @Test
  void aClockThatIsWrongNowIsNoticed() {
    List<Notice> all =
        NodeNotices.of(
            "one",
            List.of(
                facts("one", Optional.of(ASKED)),
                facts("two", Optional.of(ASKED.minusSeconds(42)))),
            ASKED,
            ANSWERED);
    assertEquals(List.of("two"), all.stream().map(Notice::peer).toList());
    assertTrue(all.get(0).words().contains("42 s behind"), all::toString);
  }

  @Test
  void aNodeOfAnOlderVersionSaysNoTime() {
    assertEquals(
        List.of(), NodeNotices.of("one", List.of(facts("two", Optional.empty())), ASKED, ANSWERED));
  }
}
