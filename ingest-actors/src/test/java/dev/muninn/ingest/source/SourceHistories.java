package dev.muninn.ingest.source;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.FileLocation;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Lives of sources and items as a journal could hold them: few paths, so that items follow each
 * other on one, and places that come and go. The same seed makes the same lives.
 */
final class SourceHistories {

  private static final OrgId ORG = new OrgId("home");
  private static final ParticipantId ANNA = new ParticipantId("a".repeat(26));
  private static final StepRun STEP = new StepRun("node", 1, Instant.EPOCH, 1);

  private final Random random;
  private long clock = 1_700_000_000_000L;

  SourceHistories(long seed) {
    random = new Random(seed);
  }

  /** One list an entity, each in the order of its events. */
  List<List<JournalEvent>> lives(int sources, int items) {
    List<List<JournalEvent>> lives = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      SourceKey key = new SourceKey(ORG, new SourceId(id('s', i)));
      lives.add(journaled(key.persistenceId(), sourceLife(i)));
    }
    for (int i = 0; i < items; i++) {
      MediaItemKey key = new MediaItemKey(ORG, new MediaId(id('m', i)));
      lives.add(journaled(MediaItemKey.ENTITY_TYPE + '|' + key.entityId(), itemLife(i, sources)));
    }
    return lives;
  }

  /** All of them in one order that keeps each entity's own. */
  static List<JournalEvent> shuffled(List<List<JournalEvent>> lives, Random random) {
    List<Integer> turns = new ArrayList<>();
    for (int i = 0; i < lives.size(); i++) {
      turns.addAll(Collections.nCopies(lives.get(i).size(), i));
    }
    Collections.shuffle(turns, random);
    int[] next = new int[lives.size()];
    return turns.stream().map(i -> lives.get(i).get(next[i]++)).toList();
  }

  private List<Object> sourceLife(int number) {
    List<Object> life = new ArrayList<>();
    life.add(
        new SourceEvent.Created(
            "S" + number,
            "/srv/" + number,
            number % 2 == 0 ? Custody.COPY : Custody.IN_PLACE,
            true,
            List.of("*.jpg"),
            List.of(),
            ANNA,
            now()));
    for (int i = 0; i < random.nextInt(12); i++) {
      SessionId session = new SessionId(id((char) ('b' + number), i));
      life.add(new SourceEvent.ScanStarted(session, Optional.empty(), ANNA, now()));
      if (random.nextInt(4) > 0) {
        life.add(new SourceEvent.ScanEnded(session, now()));
        life.add(new SourceEvent.FolderSeen("1:" + random.nextInt(3), now()));
      }
      life.add(
          random.nextBoolean()
              ? new SourceEvent.WentOffline("gone", now())
              : new SourceEvent.CameOnline(now()));
    }
    return life;
  }

  private List<Object> itemLife(int number, int sources) {
    List<Object> life = new ArrayList<>();
    ByteOrigin first = origin(number, sources);
    life.add(
        new MediaItemEvent.Acquired(
            Custody.COPY,
            "a.jpg",
            5,
            MediaType.JPEG,
            Lane.BULK,
            first,
            Optional.empty(),
            session(),
            Optional.of(ANNA),
            Optional.empty(),
            STEP,
            now()));
    life.add(new MediaItemEvent.Hashed(new ContentHash("ab".repeat(32)), 5, STEP, now()));
    for (int i = 0; i < random.nextInt(10); i++) {
      life.add(anyOf(number, sources));
    }
    if (random.nextInt(6) == 0) {
      life.add(new MediaItemEvent.Purged(now()));
    }
    return life;
  }

  private Object anyOf(int number, int sources) {
    return switch (random.nextInt(5)) {
      case 0 -> new MediaItemEvent.Stored(Optional.empty(), Custody.COPY, "pool", STEP, now());
      case 1 -> new MediaItemEvent.Healed(origin(number, sources), now());
      case 2 -> {
        FileLocation place = place(sources);
        yield new MediaItemEvent.LocationLost(place.source(), place.path(), LossReason.GONE, now());
      }
      default ->
          new MediaItemEvent.LocationAdded(
              Custody.COPY,
              "b.jpg",
              origin(number, sources),
              Optional.empty(),
              session(),
              Optional.of(ANNA),
              now());
    };
  }

  private ByteOrigin origin(int number, int sources) {
    return random.nextInt(3) == 0
        ? new ByteOrigin.Staged(new StagedRef(id((char) ('a' + random.nextInt(3)), number)))
        : new ByteOrigin.InSource(place(sources));
  }

  private FileLocation place(int sources) {
    return new FileLocation(
        new SourceId(id('s', random.nextInt(sources))),
        "f" + random.nextInt(4) + ".jpg",
        5,
        random.nextInt(3),
        random.nextInt(3),
        random.nextInt(3));
  }

  private Optional<SessionId> session() {
    return random.nextBoolean() ? Optional.empty() : Optional.of(new SessionId(id('t', 1)));
  }

  private Instant now() {
    clock += 1000;
    return Instant.ofEpochMilli(clock);
  }

  private static List<JournalEvent> journaled(String persistenceId, List<Object> events) {
    List<JournalEvent> out = new ArrayList<>();
    for (Object event : events) {
      out.add(
          new JournalEvent(
              persistenceId, out.size() + 1L, event, Instant.EPOCH, JournalOffset.START));
    }
    return out;
  }

  /** 26 letters of base32: a letter, and a number in letters. */
  private static String id(char first, int number) {
    StringBuilder out = new StringBuilder().append(first);
    for (int rest = number; out.length() < 26; rest /= 26) {
      out.append((char) ('a' + rest % 26));
    }
    return out.toString();
  }
}
