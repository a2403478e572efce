package dev.muninn.http;

import dev.muninn.blob.DerivedStore;
import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.MediaCatalog;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.TimelineBucket;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.search.SearchFilter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All ports of the gateway, by hand: they hold what the tests put in and remember what was asked.
 * It is itself what takes uploads in and lists them.
 */
final class FakePorts implements MediaIntake, MediaCatalog {
  static final Instant THEN = Instant.parse("2026-05-01T10:00:00Z");
  final FakeStagingArea staging = new FakeStagingArea();
  final FakeFeed feed = new FakeFeed();
  final FakeOperation operation = new FakeOperation();
  final Map<MediaId, MediaRow> rows = new ConcurrentHashMap<>();
  final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
  final Path folder;
  volatile Optional<Upload> lastUpload = Optional.empty();
  volatile Optional<SearchFilter> lastFilter = Optional.empty();
  final FakeEdits edits = new FakeEdits(rows);
  final FakeSpaces spaces = new FakeSpaces();
  final FakeOriginals originals = new FakeOriginals();
  final FakePictures pictures = new FakePictures();
  volatile boolean databaseGone;

  final FakeNodes nodes = new FakeNodes();
  final FakePipeline pipeline = new FakePipeline(rows);
  final FakeImports imports = new FakeImports();
  final FakeSearch search = new FakeSearch(rows);
  final FakeIndex index = new FakeIndex();

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
        pipeline,
        imports,
        this,
        search,
        search,
        index,
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
}
