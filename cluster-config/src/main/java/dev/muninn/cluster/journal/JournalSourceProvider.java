package dev.muninn.cluster.journal;

import akka.NotUsed;
import akka.projection.javadsl.SourceProvider;
import akka.stream.javadsl.Source;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The journal by transaction horizon as a source of Akka Projection, which then handles the offset:
 * the text of {@link JournalOffset#format}. For what needs one of its runtimes (another store, a
 * flow); Muninn's own views run on {@link JournalProjections}, which can park an entity, wait for a
 * horizon and be rebuilt in the shadow. Thread-safe.
 */
public final class JournalSourceProvider extends SourceProvider<String, JournalEvent> {
  private final JournalReader reader;
  private final Set<String> entityTypes;

  public JournalSourceProvider(JournalReader reader, Set<String> entityTypes) {
    this.reader = Objects.requireNonNull(reader, "reader");
    this.entityTypes = Set.copyOf(entityTypes);
  }

  /** All events after the stored offset, or from the first one; live and endless. */
  @Override
  public CompletionStage<Source<JournalEvent, NotUsed>> source(
      Supplier<CompletionStage<Optional<String>>> offset) {
    return offset
        .get()
        .thenApply(
            stored ->
                reader.events(
                    entityTypes, stored.map(JournalOffset::parse).orElse(JournalOffset.START)));
  }

  @Override
  public String extractOffset(JournalEvent event) {
    return event.offset().format();
  }

  /** Milliseconds since the epoch. */
  @Override
  public long extractCreationTime(JournalEvent event) {
    return event.at().toEpochMilli();
  }
}
