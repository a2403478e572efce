package dev.muninn.ingest.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlan.Role;
import dev.muninn.media.signal.SpacesCommand;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpacesDecisionsTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final EmbeddingSpace OLD = new EmbeddingSpace("old", "1", 4);
  private static final EmbeddingSpace NEW = new EmbeddingSpace("new", "1", 8);
  private static final EmbeddingSpace THIRD = new EmbeddingSpace("third", "1", 8);

  private SpacePlan plan = SpacePlan.NONE;
  private SpacesReply last;

  private List<SpacesEvent> tell(SpacesCommand command) {
    Verdict<SpacesEvent, SpacesReply> verdict = SpacesDecisions.decide(plan, command, AT);
    for (SpacesEvent event : verdict.events()) {
      plan = plan.after(event, plan.sequenceNr() + 1);
    }
    last = verdict.answer().apply(plan.sequenceNr());
    return verdict.events();
  }

  private List<SpacesEvent> add(EmbeddingSpace space, boolean switches) {
    return tell(new SpacesCommand.Add(space, space.model(), switches, Optional.empty(), null));
  }

  private List<SpacesEvent> activate(EmbeddingSpace space) {
    return tell(new SpacesCommand.Activate(space, Optional.empty(), null));
  }

  private List<SpacesEvent> drop(EmbeddingSpace space) {
    return tell(new SpacesCommand.Drop(space, Optional.empty(), null));
  }

  private void seeded() {
    tell(new SpacesCommand.Seed(OLD, "old", null));
  }

  private Role role(EmbeddingSpace space) {
    return plan.find(space).orElseThrow().role();
  }

  private void assertRejected(RejectionReason reason) {
    assertEquals(reason, assertInstanceOf(SpacesReply.Rejected.class, last).reason());
  }

  @Test
  void theConfigurationSeedsTheFirstSpaceOnce() {
    seeded();
    assertEquals(OLD, plan.active());
    assertEquals(List.of(), tell(new SpacesCommand.Seed(NEW, "new", null)));
    assertEquals(List.of(OLD), plan.live());
  }

  @Test
  void theSwitchAndTheSwitchBackAreOneEventEach() {
    seeded();
    add(NEW, true);
    assertEquals(Role.BUILDING, role(NEW));
    assertEquals(OLD, plan.active());
    assertEquals(
        List.of(new SpacesEvent.SpaceActivated(NEW, Optional.of(OLD), Optional.empty(), AT)),
        activate(NEW));
    assertEquals(List.of(NEW, OLD), plan.live());
    assertEquals(Role.RETIRED, role(OLD));
    assertEquals(1, activate(OLD).size());
    assertEquals(List.of(OLD, NEW), plan.live());
    assertEquals(Role.RETIRED, role(NEW));
  }

  @Test
  void whatIsSoAlreadyIsDoneWithoutAnEvent() {
    seeded();
    add(NEW, true);
    assertEquals(List.of(), add(NEW, true));
    assertEquals(List.of(), add(OLD, true));
    assertEquals(List.of(), activate(OLD));
    assertInstanceOf(SpacesReply.Done.class, last);
  }

  @Test
  void aSpaceThatIsFilledCanBeToldToBecomeActiveAfterAll() {
    seeded();
    add(NEW, false);
    assertEquals(1, add(NEW, true).size());
    assertEquals(true, plan.find(NEW).orElseThrow().switchWhenComplete());
    activate(NEW);
    assertEquals(false, plan.find(NEW).orElseThrow().switchWhenComplete());
  }

  @Test
  void aThirdLiveSpaceIsRefusedUntilOneIsDropped() {
    seeded();
    add(NEW, false);
    assertEquals(List.of(), add(THIRD, false));
    assertRejected(RejectionReason.CONFLICT);
    drop(NEW);
    assertEquals(1, add(THIRD, false).size());
  }

  @Test
  void theActiveSpaceIsNotDroppedAndAnUnknownOneIsSaidToBe() {
    seeded();
    drop(OLD);
    assertRejected(RejectionReason.CONFLICT);
    activate(NEW);
    assertRejected(RejectionReason.UNKNOWN);
    drop(NEW);
    assertRejected(RejectionReason.UNKNOWN);
  }

  @Test
  void impossibleHistoryIsSaid() {
    SpacesEvent dropped = new SpacesEvent.SpaceDropped(NEW, Optional.empty(), AT);
    assertThrows(IllegalStateException.class, () -> SpacePlan.NONE.after(dropped, 1));
  }
}
