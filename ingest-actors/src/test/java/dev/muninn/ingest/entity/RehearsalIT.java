package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static dev.muninn.ingest.entity.SampleEvents.HASH;
import static dev.muninn.ingest.entity.SampleEvents.ITEM;
import static dev.muninn.ingest.entity.SampleEvents.ORG;
import static dev.muninn.ingest.entity.SampleEvents.STAGED;
import static dev.muninn.ingest.entity.SampleEvents.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.media.Custody;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final MediaItemKey KEY = new MediaItemKey(ORG, ITEM);

  private final TestDatabase database = TestDatabase.create();
  private final ActorTestKit kit = ActorTestKit.create(database.akkaConfig());

  @AfterEach
  void close() {
    kit.shutdownTestKit();
    database.close();
  }

  private List<MediaItemKey> lastWritten() {
    try (JournalReader reader = new JournalReader(kit.system(), database.databases())) {
      return reader.lastWritten(100, 10).stream()
          .flatMap(id -> MediaItemKey.ofPersistenceId(id).stream())
          .toList();
    }
  }

  private Done rehearse(Duration patience, MediaItemKey... items) {
    return Rehearsal.of(kit.system(), List.of(items), TestItems.SETTINGS, patience)
        .toCompletableFuture()
        .join();
  }

  @Test
  void itemsAreReadAsTheyAreAndNothingIsWritten() {
    ActorRef<MediaItemCommand> item = kit.spawn(MediaItem.create(KEY, TestItems.SETTINGS));
    TestProbe<MediaItemReply> answers = kit.createTestProbe();
    item.tell(acquire(answers.getRef()));
    MediaItemReply.Accepted taken =
        assertInstanceOf(MediaItemReply.Accepted.class, answers.receiveMessage(PATIENCE));
    assertEquals(List.of(KEY), lastWritten());

    MediaItemKey unknown = new MediaItemKey(ORG, new MediaId("u".repeat(26)));
    rehearse(PATIENCE, KEY, unknown);
    rehearse(PATIENCE, KEY);

    assertEquals(List.of(KEY), lastWritten(), "an unknown one is no item now either");
    item.tell(new MediaItemCommand.Inspect(answers.getRef()));
    MediaItemReply.Inspected after =
        assertInstanceOf(MediaItemReply.Inspected.class, answers.receiveMessage(PATIENCE));
    assertEquals(taken.sequenceNr(), after.sequenceNr());
  }

  @Test
  void aJournalThatDoesNotAnswerIsNotWaitedForForEver() throws SQLException {
    try (Connection c = database.databases().writer().getConnection();
        Statement s = c.createStatement()) {
      c.setAutoCommit(false);
      s.execute("LOCK TABLE journal.event_journal IN ACCESS EXCLUSIVE MODE");
      CompletionException slow =
          assertThrows(CompletionException.class, () -> rehearse(Duration.ofMillis(300), KEY));
      assertInstanceOf(TimeoutException.class, slow.getCause());
      c.rollback();
      c.setAutoCommit(true);
    }
  }

  private static MediaItemCommand acquire(ActorRef<MediaItemReply> replyTo) {
    return new MediaItemCommand.Acquire(
        Custody.COPY,
        "a.jpg",
        5,
        MediaType.JPEG,
        HASH,
        Lane.BULK,
        STAGED,
        Optional.empty(),
        Optional.empty(),
        Optional.of(ANNA),
        Optional.empty(),
        STEP,
        replyTo);
  }
}
