package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static dev.muninn.ingest.entity.SampleEvents.AT;
import static dev.muninn.ingest.entity.SampleEvents.BLOB;
import static dev.muninn.ingest.entity.SampleEvents.HASH;
import static dev.muninn.ingest.entity.SampleEvents.IN_SOURCE;
import static dev.muninn.ingest.entity.SampleEvents.ITEM;
import static dev.muninn.ingest.entity.SampleEvents.ORG;
import static dev.muninn.ingest.entity.SampleEvents.RUN;
import static dev.muninn.ingest.entity.SampleEvents.SEGMENT;
import static dev.muninn.ingest.entity.SampleEvents.SOURCE;
import static dev.muninn.ingest.entity.SampleEvents.SPACE;
import static dev.muninn.ingest.entity.SampleEvents.STAGED;
import static dev.muninn.ingest.entity.SampleEvents.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Damage;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.StageResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the tests of the media item's states speak: tell a command, look at what came of it. */
abstract class ItemScript {
  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.2, 5, Duration.ofSeconds(30));

  MediaItemState state = new AwaitingBytes();
  Instant now = AT;
  private long seqNr;

  MediaItemReply last;

  Decision tell(MediaItemCommand command) {
    Decision decision = state.decide(command, at());
    if (decision instanceof Decision.Persist persist) {
      persist.events().forEach(this::apply);
    }
    last = decision.reply(seqNr);
    now = now.plusSeconds(1);
    return decision;
  }

  void apply(MediaItemEvent event) {
    state = state.apply(event);
    seqNr++;
  }

  Circumstances at() {
    return new Circumstances(new MediaItemKey(ORG, ITEM), now, 0, POLICY);
  }

  static List<String> names(Decision decision) {
    return decision instanceof Decision.Persist persist
        ? persist.events().stream().map(event -> event.getClass().getSimpleName()).toList()
        : List.of();
  }

  void assertRejected(RejectionReason reason) {
    assertEquals(reason, assertInstanceOf(MediaItemReply.Rejected.class, last).reason());
  }

  ItemRecord item() {
    return state instanceof AwaitingRestore trashed
        ? trashed.item()
        : ((AwaitingStages) state).item();
  }

  Progress progress() {
    return item().progress();
  }

  ItemFacts facts() {
    tell(new MediaItemCommand.Inspect(null));
    return ((MediaItemReply.Inspected) last).facts();
  }

  void readyItem() {
    tell(upload("a.jpg"));
    results(stored(), described(), previewed(RUN, 1, 1));
    results(embedded(RUN, 1, 1), new StageResult.Indexed(SPACE, STEP));
  }

  Decision results(StageResult... results) {
    return tell(new MediaItemCommand.RecordResults(List.of(results), null));
  }

  Decision retry(Optional<StageName> stage) {
    return tell(new MediaItemCommand.RequestRetry(stage, Optional.of(ANNA), null));
  }

  /** A failure of a run that began at {@code now}, which {@link #tell} moves on. */
  Decision fail(StageName stage, ErrorCode code) {
    return tell(
        new MediaItemCommand.RecordFailure(
            stage,
            stage.compareTo(StageName.EMBED) >= 0 ? Optional.of(SPACE) : Optional.empty(),
            new StageFailure(code, "words"),
            new StepRun("node-1", 1, now, 1),
            null));
  }

  static MediaItemCommand upload(String name) {
    return acquire(name, Custody.COPY, STAGED, MediaType.JPEG, HASH);
  }

  static MediaItemCommand scanned(Custody custody) {
    return acquire("Zoë 🐈.jpg", custody, IN_SOURCE, MediaType.JPEG, HASH);
  }

  static MediaItemCommand acquire(
      String name, Custody custody, ByteOrigin origin, MediaType type, ContentHash hash) {
    return new MediaItemCommand.Acquire(
        custody,
        name,
        5,
        type,
        hash,
        Lane.BULK,
        origin,
        Optional.empty(),
        Optional.empty(),
        Optional.of(ANNA),
        Optional.empty(),
        STEP,
        null);
  }

  static StageResult stored() {
    return new StageResult.Stored(Optional.of(BLOB), Custody.COPY, "v", STEP);
  }

  static StageResult described() {
    return new StageResult.Described(FactLayer.FILE, SampleEvents.BARE, STEP);
  }

  static StageResult previewed(RunId run, int part, int parts) {
    return new StageResult.Previewed(run, part, parts, List.of(), List.of(SEGMENT), STEP);
  }

  static StageResult embedded(RunId run, int part, int parts) {
    return new StageResult.Embedded(SPACE, run, part, parts, List.of(), List.of(), STEP);
  }

  static List<MediaItemCommand> commands() {
    return List.of(
        upload("a.jpg"),
        new MediaItemCommand.RecordResults(List.of(stored()), null),
        new MediaItemCommand.RecordFailure(
            StageName.STORE,
            Optional.empty(),
            new StageFailure(ErrorCode.INTERNAL, "words"),
            STEP,
            null),
        new MediaItemCommand.LoseLocation(SOURCE, "a", LossReason.GONE, null),
        new MediaItemCommand.ReportDamage(Damage.MISSING, BLOB, "words", null),
        new MediaItemCommand.ReportDerivedLost(RUN, "words", null),
        new MediaItemCommand.RequestRetry(Optional.empty(), Optional.empty(), null),
        new MediaItemCommand.Curate(SAMPLE_EDIT, ANNA, null),
        new MediaItemCommand.Trash(ANNA, null),
        new MediaItemCommand.Restore(ANNA, null),
        new MediaItemCommand.Inspect(null));
  }

  static final Curation SAMPLE_EDIT =
      new Curation(
          Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  List<MediaItemState> states() {
    readyItem();
    List<MediaItemState> all = new ArrayList<>();
    all.add(new AwaitingBytes());
    all.add(new AwaitingHash((MediaItemEvent.Acquired) SampleEvents.all().get("Acquired")));
    all.add(state);
    all.add(state.apply(new MediaItemEvent.Trashed(ANNA, AT)));
    all.add(new AwaitingNewLife());
    return all;
  }
}
