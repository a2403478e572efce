package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.AT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state answers every command and follows or refuses every event. */
class MediaItemStatesTest extends ItemScript {

  @Test
  void everyStateAnswersEveryCommand() {
    Set<Class<?>> told = new HashSet<>();
    for (MediaItemState each : states()) {
      for (MediaItemCommand command : commands()) {
        told.add(command.getClass());
        assertTrue(each.decide(command, at()).reply(7) != null, each + " " + command);
      }
    }
    assertEquals(Set.of(MediaItemCommand.class.getPermittedSubclasses()), told);
  }

  @Test
  void everyStateFollowsOrRefusesEveryEventByName() {
    Set<Class<?>> seen = new HashSet<>();
    for (MediaItemState each : states()) {
      seen.add(each.getClass());
      for (MediaItemEvent event : SampleEvents.all().values()) {
        try {
          each.apply(event);
        } catch (IllegalStateException e) {
          assertTrue(e.getMessage().contains(event.getClass().getSimpleName()), e.getMessage());
        }
      }
    }
    assertEquals(Set.of(MediaItemState.class.getPermittedSubclasses()), seen);
  }

  @Test
  void impossibleHistoryIsAnError() {
    assertThrows(
        IllegalStateException.class,
        () -> new AwaitingBytes().apply(new MediaItemEvent.Purged(AT)));
    readyItem();
    MediaItemState ready = state;
    assertThrows(
        IllegalStateException.class, () -> ready.apply(SampleEvents.all().get("Acquired")));
  }
}
