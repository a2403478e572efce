package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.stream.javadsl.Sink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalSourceProviderIT {
  private JournalFixture journal;

  @BeforeEach
  void open() {
    journal = new JournalFixture();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private List<JournalEvent> read(Optional<String> stored, int count) throws Exception {
    return new JournalSourceProvider(journal.reader, Set.of("A"))
        .source(() -> CompletableFuture.completedStage(stored))
        .thenCompose(source -> source.take(count).runWith(Sink.seq(), journal.kit.system()))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void goesOnAfterTheStoredOffset() throws Exception {
    journal.writeNow("A|1", 1, "one");
    journal.writeNow("B|1", 1, "another type");
    journal.writeNow("A|1", 2, "two");
    journal.writeNow("A|2", 1, "three");
    JournalSourceProvider provider = new JournalSourceProvider(journal.reader, Set.of("A"));
    List<JournalEvent> all = read(Optional.empty(), 3);
    assertEquals(List.of("one", "two", "three"), all.stream().map(JournalFixture::words).toList());
    String stored = provider.extractOffset(all.get(0));
    assertEquals(all.subList(1, 3), read(Optional.of(stored), 2));
    assertEquals(all.get(0).at().toEpochMilli(), provider.extractCreationTime(all.get(0)));
  }
}
