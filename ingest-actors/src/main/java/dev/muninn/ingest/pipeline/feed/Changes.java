package dev.muninn.ingest.pipeline.feed;

import dev.muninn.catalog.ChangeFeed.Change;
import dev.muninn.catalog.ChangeFeed.Subject;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.ingest.pipeline.story.Sentences;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceKey;
import java.util.Optional;
import java.util.Set;

/** Turns rows of the journal into changes. */
final class Changes {
  static final Set<String> ENTITY_TYPES =
      Set.of(MediaItemKey.ENTITY_TYPE, ImportSessionKey.ENTITY_TYPE, SourceKey.ENTITY_TYPE);

  private Changes() {}

  /** Empty for an event of another org. */
  static Optional<Change> of(OrgId org, JournalEvent event) {
    Owner owner = owner(event);
    if (!owner.org().equals(org)) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            event.offset().format(),
            owner.subject(),
            owner.id(),
            event.sequenceNr(),
            event.event().getClass().getSimpleName(),
            event.at(),
            sentence(event.event())));
  }

  private record Owner(OrgId org, Subject subject, String id) {}

  private static Owner owner(JournalEvent event) {
    String entity = event.entityId();
    return switch (event.entityType()) {
      case MediaItemKey.ENTITY_TYPE -> {
        MediaItemKey key = MediaItemKey.ofEntityId(entity);
        yield new Owner(key.org(), Subject.MEDIA, key.mediaId().value());
      }
      case ImportSessionKey.ENTITY_TYPE -> {
        ImportSessionKey key = ImportSessionKey.ofEntityId(entity);
        yield new Owner(key.org(), Subject.SESSION, key.sessionId().value());
      }
      case SourceKey.ENTITY_TYPE -> {
        SourceKey key = SourceKey.ofEntityId(entity);
        yield new Owner(key.org(), Subject.SOURCE, key.sourceId().value());
      }
      default -> throw new IllegalStateException("nobody asked for " + event.persistenceId());
    };
  }

  private static String sentence(Object event) {
    if (event instanceof MediaItemEvent item) {
      return Sentences.of(item);
    }
    if (event instanceof ImportSessionEvent session) {
      return ImportSentences.of(session);
    }
    if (event instanceof SourceEvent source) {
      return SourceSentences.of(source);
    }
    return "Something that this version of Muninn cannot read; a newer one wrote it";
  }
}
