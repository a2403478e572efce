package dev.muninn.http;

import dev.muninn.blob.DerivedStore;
import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.catalog.MediaCatalog;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.TimelineBucket;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchLog;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import dev.muninn.search.language.BadQueryException;
import dev.muninn.search.language.QueryLanguage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All ports of the gateway, by hand: they hold what the tests put in and remember what was asked.
 */
final class FakePorts
    implements MediaIntake,
        MediaCatalog,
        PipelineBoard,
        Imports,
        MediaSearch,
        SearchLog,
        IndexStatus {
  static final Instant THEN = Instant.parse("2026-05-01T10:00:00Z");
  final FakeStagingArea staging = new FakeStagingArea();
  final FakeFeed feed = new FakeFeed();
  final FakeOperation operation = new FakeOperation();
  final Map<MediaId, MediaRow> rows = new ConcurrentHashMap<>();
  final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
  final Path folder;
  volatile Optional<Upload> lastUpload = Optional.empty();
  volatile Optional<SearchQuery> lastQuery = Optional.empty();
  volatile Optional<SearchFilter> lastFilter = Optional.empty();
  volatile Optional<LikeQuery> lastLike = Optional.empty();
  volatile Optional<PipelineFilter> lastItems = Optional.empty();
  volatile Optional<SessionId> lastSession = Optional.empty();
  final FakeEdits edits = new FakeEdits(rows);
  final FakeSpaces spaces = new FakeSpaces();
  final FakeOriginals originals = new FakeOriginals();
  final FakePictures pictures = new FakePictures();
  volatile Optional<SessionProgress> progress = Optional.empty();
  volatile SourceOutcome outcome = new SourceOutcome.Created(SourceId.random());
  volatile MediaItemReply retryReply = new MediaItemReply.Accepted(9);
  volatile Optional<ParticipantId> storyOf = Optional.empty();
  volatile boolean databaseGone;
  volatile Optional<IndexStatus.Recall> recall = Optional.empty();
  volatile List<SearchLog.Entry> searchLog = List.of();
  volatile Optional<SearchLog.Kind> loggedKind = Optional.empty();

  final FakeNodes nodes = new FakeNodes();

  FakePorts(Path folder) {
    this.folder = folder;
  }

  GatewayPorts ports() {
    return new GatewayPorts(
        this,
        edits,
        staging,
        new Files(folder),
        originals,
        pictures,
        this,
        this,
        this,
        this,
        this,
        this,
        feed,
        operation,
        operation,
        operation,
        operation,
        operation,
        spaces,
        nodes);
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /** Derived files lie flat by their names. */
  private record Files(Path folder) implements DerivedStore {
    @Override
    public Path path(DerivedKey key) {
      return folder.resolve(key.value().replace('/', '_'));
    }

    @Override
    public void adopt(Path finished, DerivedKey key) {
      throw new UnsupportedOperationException("the gateway makes no derived files");
    }

    @Override
    public void discard(DerivedKey key) {
      throw new UnsupportedOperationException("the gateway deletes no derived files");
    }

    @Override
    public Workbench workbench() {
      throw new UnsupportedOperationException("the gateway makes no derived files");
    }
  }

  @Override
  public CompletionStage<Receipt> accept(Upload upload) {
    lastUpload = Optional.of(upload);
    staging.staged.remove(upload.blob().ref());
    String place = upload.org() + "/" + upload.blob().hash();
    Receipt known = receipts.get(place);
    if (known != null) {
      return now(
          new Receipt(known.mediaId(), known.hash(), known.size(), known.sequenceNr(), true));
    }
    byte[] sixteen = Arrays.copyOf(upload.blob().hash().toBytes(), 16);
    Receipt fresh =
        new Receipt(MediaId.ofBytes(sixteen), upload.blob().hash(), upload.blob().size(), 2, false);
    receipts.put(place, fresh);
    return now(fresh);
  }

  @Override
  public CompletionStage<Page<MediaRow>> list(
      OrgId org, SearchFilter filter, Optional<String> cursor, int limit) {
    lastFilter = Optional.of(filter);
    if (databaseGone) {
      return CompletableFuture.failedFuture(new java.sql.SQLException("connection refused"));
    }
    if (cursor.isPresent()) {
      return CompletableFuture.failedFuture(new BadCursorException(cursor.get()));
    }
    List<MediaRow> mine = rows.values().stream().filter(r -> r.org().equals(org)).toList();
    return now(new Page<>(mine.stream().limit(limit).toList(), Optional.empty(), mine.size(), 0));
  }

  @Override
  public CompletionStage<List<TimelineBucket>> timeline(
      OrgId org, SearchFilter filter, TimelineUnit unit, ZoneId zone) {
    return now(List.of(new TimelineBucket(LocalDate.of(2026, 5, 1), 3)));
  }

  @Override
  public CompletionStage<Optional<MediaRow>> find(OrgId org, MediaId mediaId) {
    return now(Optional.ofNullable(rows.get(mediaId)).filter(r -> r.org().equals(org)));
  }

  @Override
  public CompletionStage<PipelineCounts> counts(OrgId org, Optional<SessionId> session) {
    lastSession = session;
    return now(
        new PipelineCounts(
            0,
            7,
            1,
            1,
            1,
            1,
            2,
            1,
            List.of(
                new PipelineCounts.StageCount(
                    StageName.EMBED,
                    1,
                    1,
                    1,
                    Optional.of(5L),
                    Optional.of(
                        new PipelineControl.Pause(
                            StageName.EMBED, "hot", new ParticipantId("h".repeat(26)), THEN)))),
            new PipelineCounts.Intake(true, "There is room.", 2, 1)));
  }

  @Override
  public CompletionStage<Page<PipelineItem>> items(
      OrgId org, PipelineFilter filter, Optional<String> cursor, int limit) {
    lastItems = Optional.of(filter);
    if (cursor.filter(c -> !c.matches("[0-9]+")).isPresent()) {
      return CompletableFuture.failedFuture(new BadCursorException(cursor.get()));
    }
    int from = cursor.map(Integer::parseInt).orElse(0);
    List<PipelineItem> mine =
        rows.values().stream()
            .filter(r -> r.org().equals(org))
            .sorted(Comparator.comparing(r -> r.mediaId().value()))
            .map(
                r ->
                    new PipelineItem(
                        r.mediaId(),
                        r.name(),
                        MediaStatus.QUARANTINED,
                        Optional.of(StageName.DESCRIBE),
                        1,
                        Optional.of(ErrorCode.BROKEN_FILE),
                        Optional.of("ends after 12 bytes"),
                        Optional.empty(),
                        THEN))
            .toList();
    int to = Math.min(mine.size(), from + limit);
    Optional<String> next = to < mine.size() ? Optional.of("" + to) : Optional.empty();
    return now(new Page<>(mine.subList(from, to), next, mine.size(), 0));
  }

  @Override
  public CompletionStage<Optional<Story>> story(OrgId org, MediaId mediaId) {
    return find(org, mediaId).thenApply(row -> row.map(r -> story(mediaId)));
  }

  private Story story(MediaId mediaId) {
    return new Story(
        mediaId,
        MediaStatus.FAILED,
        List.of(
            new Story.Step(
                StageName.EMBED,
                Story.StepStatus.FAILED,
                2,
                Optional.of("node-1"),
                Optional.of(THEN),
                Optional.of(12L),
                Optional.of(new StageFailure(ErrorCode.MODEL_FAILED, "out of memory")),
                Optional.of(THEN.plusSeconds(60)),
                List.of(
                    new Story.Attempt(
                        2,
                        "node-1",
                        THEN,
                        Optional.of(12L),
                        Story.AttemptOutcome.FAILED,
                        Optional.of(new StageFailure(ErrorCode.MODEL_FAILED, "out of memory")))),
                Optional.of("Is tried again by itself"))),
        List.of(new Story.Entry(1, "Acquired", THEN, "taken in", storyOf)));
  }

  @Override
  public CompletionStage<MediaItemReply> retry(
      OrgId org, MediaId mediaId, Optional<StageName> stage, ParticipantId by) {
    return now(retryReply);
  }

  @Override
  public CompletionStage<SourceOutcome> create(OrgId org, SourceSpec spec, ParticipantId by) {
    return now(outcome);
  }

  @Override
  public CompletionStage<List<SourceRow>> sources(OrgId org) {
    return now(List.of());
  }

  @Override
  public CompletionStage<Optional<SessionId>> scan(OrgId org, SourceId source, ParticipantId by) {
    return now(
        outcome instanceof SourceOutcome.Created made && made.sourceId().equals(source)
            ? Optional.of(SessionId.random())
            : Optional.empty());
  }

  @Override
  public CompletionStage<Optional<SessionId>> confirm(
      OrgId org, SourceId source, ParticipantId by) {
    return scan(org, source, by);
  }

  @Override
  public CompletionStage<SourceOutcome> start(OrgId org, String path, ParticipantId by) {
    return now(outcome);
  }

  @Override
  public CompletionStage<Optional<SessionProgress>> session(OrgId org, SessionId session) {
    return now(progress.filter(p -> p.sessionId().equals(session) && org.equals(TestGateway.HOME)));
  }

  @Override
  public CompletionStage<SearchReply> search(SearchQuery query) {
    lastQuery = Optional.of(query);
    try {
      QueryLanguage.parse(query.text());
    } catch (BadQueryException e) {
      return CompletableFuture.failedFuture(e);
    }
    return now(reply());
  }

  private SearchReply reply() {
    List<SearchHit> hits =
        rows.values().stream()
            .map(
                r ->
                    new SearchHit(
                        r.mediaId(),
                        0.5,
                        r.type().kind(),
                        r.name(),
                        List.of("looks like it"),
                        Optional.of(new SearchHit.Moment(1000, 17_500, 3))))
            .toList();
    return new SearchReply(
        hits, Optional.empty(), false, "lite-1-384", List.of("word: dogs"), 3, 1, 0);
  }

  @Override
  public CompletionStage<SearchReply> like(LikeQuery query, Path picture) {
    lastLike = Optional.of(query);
    return now(reply());
  }

  @Override
  public CompletionStage<Optional<SearchReply>> similar(LikeQuery query, MediaId mediaId) {
    lastLike = Optional.of(query);
    return find(query.org(), mediaId).thenApply(row -> row.map(r -> reply()));
  }

  @Override
  public CompletionStage<List<SearchLog.Entry>> latest(OrgId org, SearchLog.Kind kind, int limit) {
    loggedKind = Optional.of(kind);
    return CompletableFuture.completedFuture(searchLog.stream().limit(limit).toList());
  }

  @Override
  public void wantRecall(OrgId org) {
    recall = Optional.of(new IndexStatus.Recall(100, 10, 0.987, THEN));
  }

  @Override
  public Optional<Text> text(OrgId org) {
    return Optional.of(new Text(11, 4096, Optional.of(THEN), 250));
  }

  @Override
  public List<Partition> partitions(OrgId org) {
    return List.of(
        new Partition(
            org,
            "lite-1-384",
            384,
            12,
            4,
            "flat",
            18_432,
            Optional.of(3500.0),
            Optional.of(THEN),
            0,
            recall));
  }
}
