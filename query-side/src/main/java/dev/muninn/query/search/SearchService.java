package dev.muninn.query.search;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.MediaRow;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorFilter;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.view.Conditions;
import dev.muninn.query.view.MediaReads;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MediaSearch} over the full text and the vector index of this node. Filters narrow both
 * halves before anything is ranked. Where the model fails, a hybrid search answers by text alone.
 */
public final class SearchService implements MediaSearch {
  private static final Logger LOG = LoggerFactory.getLogger(SearchService.class);

  private final MediaReads reads;
  private final SearchSpaces spaces;
  private final SearchSettings settings;
  private final Fusion fusion;
  private final Executor database;

  /** {@code database} is where blocking reads and the walk over the vectors run. */
  public SearchService(
      MediaReads reads, SearchSpaces spaces, SearchSettings settings, Executor database) {
    this.reads = reads;
    this.spaces = spaces;
    this.settings = settings;
    this.fusion = new Fusion(settings.weights());
    this.database = database;
  }

  @Override
  public CompletionStage<SearchReply> search(SearchQuery query) {
    Instant begun = Instant.now();
    SearchCursor cursor;
    SpaceSearch space;
    try {
      space = spaces.active();
      SearchCursor first = SearchCursor.first(query, begun, space.id());
      cursor = query.cursor().map(given -> SearchCursor.parse(given, query)).orElse(first);
      if (!cursor.space().equals(space.id())) {
        space = spaces.live(cursor.space()).orElseThrow(() -> gone(query));
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    TextQuery text = TextQuery.parse(query.text());
    SpaceSearch asked = space;
    return meaning(query, text, asked.model())
        .thenApplyAsync(meaning -> answer(query, text, asked, meaning, cursor, begun), database);
  }

  /** The space of the pages before was dropped. */
  private static BadCursorException gone(SearchQuery query) {
    return new BadCursorException(query.cursor().orElse(""));
  }

  private static CompletionStage<Meaning> meaning(
      SearchQuery query, TextQuery text, EmbeddingModel model) {
    if (query.mode() == SearchMode.TEXT || text.meaning().isEmpty()) {
      return CompletableFuture.completedFuture(Meaning.NONE);
    }
    long begun = System.nanoTime();
    CompletionStage<Optional<Embedding>> embedded =
        model.embedText(text.meaning()).thenApply(Optional::of);
    CompletionStage<Optional<Embedding>> orNone =
        query.mode() == SearchMode.VECTOR
            ? embedded
            : embedded.exceptionally(failure -> textAlone(model, failure));
    return orNone.thenApply(vector -> Meaning.since(begun, vector));
  }

  private static Optional<Embedding> textAlone(EmbeddingModel model, Throwable failure) {
    LOG.warn("searched by text alone space={} cause='{}'", model.space().id(), failure.toString());
    return Optional.empty();
  }

  private SearchReply answer(
      SearchQuery query,
      TextQuery text,
      SpaceSearch space,
      Meaning meaning,
      SearchCursor cursor,
      Instant begun) {
    int wanted = cursor.offset() + query.k() + 1;
    int depth = Math.max(settings.candidates(), 2 * wanted);
    Candidates found =
        reads.read(
            query.org(), tx -> candidates(tx, query, text, space, meaning.vector(), cursor, depth));
    List<RankedHit> ranked =
        fusion.fuse(found, query.mode()).stream()
            .filter(hit -> query.minScore().stream().allMatch(min -> hit.score() >= min))
            .toList();
    int to = Math.min(ranked.size(), cursor.offset() + query.k());
    List<RankedHit> page = ranked.subList(Math.min(cursor.offset(), to), to);
    boolean more = ranked.size() > to && to <= SearchCursor.MAX_OFFSET;
    return reply(
        space,
        hits(query.org(), page, text),
        more ? Optional.of(cursor.after(page.size()).format()) : Optional.empty(),
        begun,
        meaning.took());
  }

  private Candidates candidates(
      Connection tx,
      SearchQuery query,
      TextQuery text,
      SpaceSearch space,
      Optional<Embedding> meaning,
      SearchCursor cursor,
      int depth)
      throws SQLException {
    TextSearch search = new TextSearch(tx);
    Conditions conditions = TextSearch.conditions(query, text);
    boolean byText = query.mode() != SearchMode.VECTOR;
    Set<MediaId> exact = byText ? search.exact(text.exact(), conditions, depth) : Set.of();
    Candidates.TextMatches matches = Candidates.TextMatches.NONE;
    if (byText) {
      matches = search.matches(text.all(), conditions, depth, false);
    }
    if (query.mode() == SearchMode.HYBRID && matches.matches().isEmpty()) {
      matches = search.matches(text.any(), conditions, depth, true);
    }
    Optional<IndexPartition> partition = space.sources().partition(query.org());
    List<VectorHit> nearest = List.of();
    if (meaning.isPresent() && partition.isPresent()) {
      VectorFilter filter =
          new VectorNarrowing(tx, partition.get()).of(query.filter(), text.none());
      nearest = nearest(query, partition.get(), meaning.get(), depth, filter);
    }
    return shown(search, new Candidates(exact, matches, nearest), cursor);
  }

  private List<VectorHit> nearest(
      SearchQuery query,
      IndexPartition partition,
      Embedding meaning,
      int depth,
      VectorFilter filter) {
    List<VectorHit> hits = NearestItems.of(partition.index(), meaning.toFloats(), depth, filter);
    if (query.mode() == SearchMode.VECTOR || hits.isEmpty()) {
      return hits;
    }
    double floor = Math.max(settings.floor(), settings.relativeFloor() * hits.get(0).similarity());
    return hits.stream().filter(hit -> hit.similarity() >= floor).toList();
  }

  /** Leaves out what the view does not show (yet, or any more), and what came after page one. */
  private static Candidates shown(TextSearch search, Candidates found, SearchCursor cursor)
      throws SQLException {
    Set<MediaId> all = new LinkedHashSet<>(found.exact());
    found.text().matches().forEach(match -> all.add(match.mediaId()));
    found.nearest().forEach(hit -> all.add(hit.key().mediaId()));
    Set<MediaId> shown = all.isEmpty() ? Set.of() : search.shown(all, cursor);
    return new Candidates(
        found.exact().stream().filter(shown::contains).collect(Collectors.toSet()),
        new Candidates.TextMatches(
            found.text().matches().stream().filter(m -> shown.contains(m.mediaId())).toList(),
            found.text().partial()),
        found.nearest().stream().filter(hit -> shown.contains(hit.key().mediaId())).toList());
  }

  private List<SearchHit> hits(OrgId org, List<RankedHit> page, TextQuery text) {
    Map<MediaId, MediaRow> rows = reads.byIds(org, page.stream().map(RankedHit::mediaId).toList());
    Explanation why = new Explanation();
    rows.values().forEach(why::add);
    if (!text.any().isEmpty() && !rows.isEmpty()) {
      why.matched(reads.read(org, tx -> new TextSearch(tx).matching(why.texts(), text.any())));
    }
    return page.stream()
        .filter(hit -> rows.containsKey(hit.mediaId()))
        .map(hit -> hit(hit, rows.get(hit.mediaId()), why))
        .toList();
  }

  private static SearchHit hit(RankedHit hit, MediaRow row, Explanation why) {
    String name = row.title().orElse(row.name());
    Optional<Moments.Chosen> moment =
        Moments.of(
            row, hit.nearest().map(near -> near.key().segment()), why.machineWords(row.mediaId()));
    return new SearchHit(
        row.mediaId(),
        hit.score(),
        row.type().kind(),
        name,
        Stream.concat(why.of(hit).stream(), moment.map(Moments.Chosen::why).stream()).toList(),
        moment.map(Moments.Chosen::moment));
  }

  @Override
  public CompletionStage<Optional<SearchReply>> similar(OrgId org, MediaId mediaId, int k) {
    if (k < 1 || k > SearchQuery.MAX_K) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("k is 1.." + SearchQuery.MAX_K + ", not " + k));
    }
    return CompletableFuture.supplyAsync(() -> nearItems(org, mediaId, k), database);
  }

  private Optional<SearchReply> nearItems(OrgId org, MediaId mediaId, int k) {
    Instant begun = Instant.now();
    if (!reads.byIds(org, List.of(mediaId)).containsKey(mediaId)) {
      return Optional.empty();
    }
    SpaceSearch space = spaces.active();
    List<VectorHit> nearest =
        space.sources().partition(org).map(p -> neighbours(p, mediaId, k)).orElse(List.of());
    Set<MediaId> ids = nearest.stream().map(hit -> hit.key().mediaId()).collect(Collectors.toSet());
    Candidates found =
        new Candidates(
            Set.of(),
            Candidates.TextMatches.NONE,
            reads.read(org, tx -> shownOf(tx, nearest, ids, begun)));
    List<RankedHit> page = fusion.fuse(found, SearchMode.VECTOR).stream().limit(k).toList();
    return Optional.of(
        reply(space, hits(org, page, TextQuery.parse("")), Optional.empty(), begun, Duration.ZERO));
  }

  private static List<VectorHit> shownOf(
      Connection tx, List<VectorHit> nearest, Set<MediaId> ids, Instant now) throws SQLException {
    Set<MediaId> shown = new TextSearch(tx).shown(ids, new SearchCursor(0, now, "", ""));
    return nearest.stream().filter(hit -> shown.contains(hit.key().mediaId())).toList();
  }

  private List<VectorHit> neighbours(IndexPartition partition, MediaId mediaId, int k) {
    return partition
        .meanOf(mediaId)
        .map(mean -> others(partition, mean, mediaId, k))
        .orElse(List.of());
  }

  /** A few more than asked for: the item itself and what the view does not show fall out. */
  private List<VectorHit> others(IndexPartition partition, float[] mean, MediaId self, int k) {
    int depth = Math.max(settings.candidates(), 2 * k);
    return NearestItems.of(partition.index(), mean, depth, VectorFilter.everything()).stream()
        .filter(hit -> !hit.key().mediaId().equals(self))
        .toList();
  }

  private static SearchReply reply(
      SpaceSearch space,
      List<SearchHit> hits,
      Optional<String> next,
      Instant begun,
      Duration embedding) {
    long tookMs = Duration.between(begun, Instant.now()).toMillis();
    return new SearchReply(
        hits, next, tookMs, embedding.toMillis(), space.sources().lagMs(), space.id());
  }
}
