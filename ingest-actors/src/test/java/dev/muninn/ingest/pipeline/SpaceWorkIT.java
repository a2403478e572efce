package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.AT;
import static dev.muninn.ingest.pipeline.ViewFixture.ORG;
import static dev.muninn.ingest.pipeline.ViewFixture.SPACE;
import static dev.muninn.ingest.pipeline.ViewFixture.STEP;
import static dev.muninn.ingest.pipeline.ViewFixture.assertLaw;
import static dev.muninn.ingest.pipeline.ViewFixture.born;
import static dev.muninn.ingest.pipeline.ViewFixture.event;
import static dev.muninn.ingest.pipeline.ViewFixture.key;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaKind;
import dev.muninn.media.RunId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The owed work of items in two spaces, over the real DDL. */
class SpaceWorkIT {
  private static final EmbeddingSpace NEW = new EmbeddingSpace("other", "2", 8);
  private static final RunId RUN = RunId.random();
  private static final Description NOTHING =
      new Description(
          MediaKind.IMAGE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
  private final ViewFixture view = new ViewFixture();
  private long spacesNr;

  @AfterEach
  void close() {
    view.close();
  }

  private JournalEvent of(SpacesEvent event) {
    return new JournalEvent(SpacesKey.PERSISTENCE_ID, ++spacesNr, event, AT, JournalOffset.START);
  }

  private List<JournalEvent> seeded() {
    return List.of(
        of(new SpacesEvent.SpaceAdded(SPACE, "fake", false, Optional.empty(), AT)),
        of(new SpacesEvent.SpaceActivated(SPACE, Optional.empty(), Optional.empty(), AT)));
  }

  private JournalEvent added() {
    return of(new SpacesEvent.SpaceAdded(NEW, "other", true, Optional.empty(), AT));
  }

  private JournalEvent activated(EmbeddingSpace space, EmbeddingSpace previous) {
    return of(new SpacesEvent.SpaceActivated(space, Optional.of(previous), Optional.empty(), AT));
  }

  private JournalEvent dropped(EmbeddingSpace space) {
    return of(new SpacesEvent.SpaceDropped(space, Optional.empty(), AT));
  }

  /** Events 3 to 5: everything before embed. */
  private static List<JournalEvent> previewed(MediaItemKey key) {
    return List.of(
        event(key, 3, ViewFixture.stored()),
        event(key, 4, new MediaItemEvent.Described(FactLayer.FILE, NOTHING, STEP, AT)),
        event(key, 5, new MediaItemEvent.Previewed(RUN, 1, 1, List.of(), List.of(), STEP, AT)));
  }

  /** Two events from a number on. */
  private static List<JournalEvent> found(MediaItemKey key, long from, EmbeddingSpace space) {
    return List.of(
        event(
            key,
            from,
            new MediaItemEvent.Embedded(space, RUN, 1, 1, List.of(), List.of(), STEP, AT)),
        event(key, from + 1, new MediaItemEvent.Indexed(space, STEP, AT)));
  }

  private void ready(MediaItemKey key) {
    view.project(born(key));
    view.project(previewed(key));
    view.project(found(key, 6, SPACE));
  }

  private String work() {
    return view.text(
        "SELECT coalesce(string_agg(left(media_id, 1) || ' ' || stage || ' ' || space || ' ' || lane,"
            + " ', ' ORDER BY media_id, space), '') FROM pipeline.pipeline_work");
  }

  @Test
  void anAddedSpaceIsOwedByAllThatHaveProxiesAndNothingLeavesReady() {
    view.project(seeded());
    ready(key("a"));
    ready(key("b"));
    view.project(born(key("c")));
    view.project(List.of(added()));
    assertEquals("a embed other-2-8 1, b embed other-2-8 1, c store  1", work());
    assertEquals(2, view.counts(ORG).ready());
    assertLaw(view.counts(ORG));
  }

  @Test
  void aNewItemOwesBothAndIsReadyWithTheFirst() {
    view.project(seeded());
    view.project(List.of(added()));
    view.project(
        List.of(event(key("a"), 1, ViewFixture.acquired(Lane.INTERACTIVE, Optional.empty()))));
    view.project(
        List.of(event(key("a"), 2, new MediaItemEvent.Hashed(ViewFixture.HASH, 5, STEP, AT))));
    view.project(previewed(key("a")));
    assertEquals("a embed fake-1-4 0, a embed other-2-8 1", work());
    view.project(found(key("a"), 6, SPACE));
    assertEquals("a embed other-2-8 1", work());
    assertEquals(1, view.counts(ORG).ready());
    view.project(found(key("a"), 8, NEW));
    assertEquals("", work());
  }

  @Test
  void theSwitchTurnsTheLanesAndTheDropForgetsTheWork() {
    view.project(seeded());
    view.project(List.of(added()));
    view.project(
        List.of(event(key("a"), 1, ViewFixture.acquired(Lane.INTERACTIVE, Optional.empty()))));
    view.project(
        List.of(event(key("a"), 2, new MediaItemEvent.Hashed(ViewFixture.HASH, 5, STEP, AT))));
    view.project(previewed(key("a")));
    view.project(List.of(activated(NEW, SPACE)));
    assertEquals("a embed fake-1-4 1, a embed other-2-8 0", work());
    view.project(List.of(dropped(SPACE)));
    assertEquals("a embed other-2-8 0", work());
  }

  @Test
  void aSpaceThatComesBackOwesOnlyWhatItLacks() {
    view.project(seeded());
    view.project(List.of(added()));
    ready(key("a"));
    ready(key("b"));
    view.project(found(key("a"), 8, NEW));
    view.project(List.of(found(key("b"), 8, NEW).get(0)));
    ready(key("c"));
    view.project(List.of(dropped(NEW)));
    assertEquals("", work());
    view.project(List.of(added()));
    assertEquals("b index other-2-8 1, c embed other-2-8 1", work());
  }

  @Test
  void whatANewModelCannotSeeIsSetAsideThereAndStaysReady() {
    view.project(seeded());
    ready(key("a"));
    view.project(List.of(added()));
    view.project(
        List.of(
            event(
                key("a"),
                8,
                new MediaItemEvent.StageFailed(
                    StageName.EMBED,
                    Optional.of(NEW),
                    new StageFailure(ErrorCode.MODEL_FAILED, "no memory"),
                    STEP,
                    Optional.empty(),
                    AT)),
            event(
                key("a"),
                9,
                new MediaItemEvent.Quarantined(
                    StageName.EMBED, Optional.of(NEW), ErrorCode.MODEL_FAILED, "no memory", AT))));
    assertEquals("", work());
    assertEquals(1, view.counts(ORG).ready());
    List<BoardQueries.Stuck> stuck =
        view.read(
            ORG,
            reader -> BoardQueries.stuck(reader, Optional.of(StageName.EMBED), Optional.empty()));
    assertEquals(List.of(new BoardQueries.Stuck(key("a").mediaId(), Optional.empty())), stuck);
    assertEquals(
        "quarantined",
        view.text("SELECT state FROM pipeline.item_space WHERE space = 'other-2-8'"));
  }

  /** A rebuild replays in slices, which meet in any order. */
  @Test
  void theRowsAreTheSameHoweverItemsAndSpacesInterleave() {
    List<List<JournalEvent>> entities = new ArrayList<>();
    List<JournalEvent> spaces = new ArrayList<>(seeded());
    spaces.add(added());
    spaces.add(activated(NEW, SPACE));
    spaces.add(activated(SPACE, NEW));
    spaces.add(dropped(NEW));
    spaces.add(added());
    entities.add(spaces);
    for (String letter : List.of("a", "b", "c", "d")) {
      List<JournalEvent> life = new ArrayList<>(born(key(letter)));
      life.addAll(previewed(key(letter)));
      if (!letter.equals("d")) {
        life.addAll(found(key(letter), 6, SPACE));
      }
      if (letter.equals("b")) {
        life.add(found(key("b"), 8, NEW).get(0));
      }
      entities.add(life);
    }
    String inOrder = replayed(entities, new Random(0), 1000);
    for (int seed = 1; seed < 6; seed++) {
      for (String table : PipelineProjection.SPEC.tables()) {
        view.execute("DELETE FROM " + table);
      }
      assertEquals(inOrder, replayed(entities, new Random(seed), 1 + seed % 3));
    }
  }

  private String replayed(List<List<JournalEvent>> entities, Random random, int group) {
    List<List<JournalEvent>> left = new ArrayList<>();
    entities.forEach(life -> left.add(new ArrayList<>(life)));
    while (!left.isEmpty()) {
      Collections.shuffle(left, random);
      List<JournalEvent> life = left.get(0);
      List<JournalEvent> some = life.subList(0, Math.min(group, life.size()));
      view.project(List.copyOf(some));
      some.clear();
      left.removeIf(List::isEmpty);
    }
    return view.text(
        "SELECT (SELECT string_agg(i::text, chr(10) ORDER BY media_id) FROM pipeline.pipeline_item i)"
            + " || (SELECT string_agg(w::text, chr(10) ORDER BY media_id, space)"
            + " FROM pipeline.pipeline_work w)"
            + " || (SELECT string_agg(s::text, chr(10) ORDER BY media_id, space)"
            + " FROM pipeline.item_space s)"
            + " || (SELECT plan::text FROM pipeline.space_plan)");
  }
}
