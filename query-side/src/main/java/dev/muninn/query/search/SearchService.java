package dev.muninn.query.search;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.VectorHash;
import dev.muninn.media.MediaId;
import dev.muninn.query.view.MediaReads;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MediaSearch} over the full text and the vector index of this node. Where the model fails,
 * a hybrid search answers by text alone. A search takes its space once, and its next pages the same
 * one.
 */
public final class SearchService implements MediaSearch {
  private static final Logger LOG = LoggerFactory.getLogger(SearchService.class);

  private final MediaReads reads;
  private final SearchSpaces spaces;
  private final SearchedText text;
  private final Executor database;
  private final Clock clock;
  private final KeptAnswers kept;
  private final Pages pages;

  /** {@code database} is where blocking reads and the walk over the vectors run. */
  public SearchService(
      MediaReads reads,
      SearchSpaces spaces,
      SearchedText text,
      SearchSettings settings,
      Executor database,
      Clock clock) {
    this.reads = reads;
    this.spaces = spaces;
    this.database = database;
    this.clock = clock;
    this.kept = new KeptAnswers(settings.paging(), clock);
    this.text = text;
    this.pages = new Pages(settings, text.index(), kept);
  }

  /** How a search gets its meaning in a space. */
  private interface Reading {
    CompletionStage<Meaning> in(SpaceSearch space);
  }

  @Override
  public CompletionStage<SearchReply> search(SearchQuery query) {
    try {
      Quest quest = Quest.of(query);
      return answer(quest, spaces.active(), space -> meaning(quest, space.model()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletionStage<SearchReply> like(LikeQuery query, Path picture) {
    SpaceSearch active = spaces.active();
    long begun = System.nanoTime();
    return active
        .model()
        .embedImages(List.of(picture))
        .thenApply(outcomes -> Meaning.since(begun, Optional.of(seen(outcomes.get(0)))))
        .thenCompose(meaning -> like(query, active, meaning));
  }

  private CompletionStage<SearchReply> like(LikeQuery query, SpaceSearch active, Meaning meaning) {
    String what = VectorHash.of(meaning.vector().orElseThrow()).toString();
    return answer(
        Quest.like(query, what, Optional.empty()),
        active,
        space -> CompletableFuture.completedFuture(meaning));
  }

  private static Embedding seen(ImageOutcome outcome) {
    if (outcome instanceof ImageOutcome.Seen seen) {
      return seen.vector();
    }
    throw new IllegalStateException("the model refuses a proxy of ours: " + outcome);
  }

  @Override
  public CompletionStage<Optional<SearchReply>> similar(LikeQuery query, MediaId mediaId) {
    Quest quest = Quest.like(query, mediaId.value(), Optional.of(mediaId));
    return CompletableFuture.supplyAsync(
            () -> reads.byIds(query.org(), List.of(mediaId)).containsKey(mediaId), database)
        .thenCompose(
            there ->
                there
                    ? answer(quest, spaces.active(), space -> meanOf(quest, mediaId, space))
                        .thenApply(Optional::of)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private static CompletionStage<Meaning> meanOf(Quest quest, MediaId mediaId, SpaceSearch space) {
    Optional<float[]> mean =
        space.sources().partition(quest.org()).flatMap(partition -> partition.meanOf(mediaId));
    return CompletableFuture.completedFuture(
        new Meaning(mean.map(Embedding::canonical), Duration.ZERO));
  }

  private static CompletionStage<Meaning> meaning(Quest quest, EmbeddingModel model) {
    String text = quest.parsed().meaning();
    if (quest.mode() == SearchMode.TEXT || text.isEmpty()) {
      return CompletableFuture.completedFuture(Meaning.NONE);
    }
    long begun = System.nanoTime();
    CompletionStage<Optional<Embedding>> embedded = model.embedText(text).thenApply(Optional::of);
    CompletionStage<Optional<Embedding>> orNone =
        quest.mode() == SearchMode.VECTOR
            ? embedded
            : embedded.exceptionally(failure -> textAlone(model, failure));
    return orNone.thenApply(vector -> Meaning.since(begun, vector));
  }

  private static Optional<Embedding> textAlone(EmbeddingModel model, Throwable failure) {
    LOG.warn("searched by text alone space={} cause='{}'", model.space().id(), failure.toString());
    return Optional.empty();
  }

  private CompletionStage<SearchReply> answer(Quest quest, SpaceSearch active, Reading reading) {
    Instant begun = clock.instant();
    Optional<SearchCursor> cursor =
        quest.cursor().map(text -> SearchCursor.parse(text, quest.digest()));
    SpaceSearch space = cursor.map(this::spaceOf).orElse(active);
    Optional<Answer> known = cursor.flatMap(kept::find);
    if (known.isPresent()) {
      int from = cursor.get().offset();
      return CompletableFuture.supplyAsync(() -> next(quest, known.get(), from, begun), database);
    }
    return reading
        .in(space)
        .thenApplyAsync(meaning -> fresh(quest, space, meaning, cursor, begun), database);
  }

  private SpaceSearch spaceOf(SearchCursor cursor) {
    return spaces
        .live(cursor.space())
        .orElseThrow(() -> new BadCursorException("its space is gone: " + cursor.space()));
  }

  private SearchReply next(Quest quest, Answer answer, int from, Instant begun) {
    Pages.Page page = reads.read(quest.org(), tx -> pages.cut(tx, quest, answer, from));
    return reply(quest, answer.space(), page, Duration.ZERO, begun);
  }

  private SearchReply fresh(
      Quest quest,
      SpaceSearch space,
      Meaning meaning,
      Optional<SearchCursor> cursor,
      Instant begun) {
    int depth = pages.depth(cursor.map(SearchCursor::offset).orElse(0), quest.k());
    Instant asOf = cursor.map(SearchCursor::asOf).orElse(begun);
    Answer empty = Answer.begin(KeptAnswers.newId(), space, meaning.vector(), asOf, depth);
    Pages.Page page =
        reads.read(
            quest.org(),
            tx -> {
              Answer answer = pages.fill(tx, quest, empty, cursor.isPresent());
              return pages.cut(tx, quest, answer, cursor.map(answer::after).orElse(0));
            });
    return reply(quest, space, page, meaning.took(), begun);
  }

  private SearchReply reply(
      Quest quest, SpaceSearch space, Pages.Page page, Duration embedding, Instant begun) {
    boolean nothing =
        page.hits().isEmpty() && quest.cursor().isEmpty() && quest.mode() != SearchMode.VECTOR;
    return new SearchReply(
        page.hits(),
        page.next(),
        nothing,
        space.id(),
        quest.parsed().understood(),
        Duration.between(begun, clock.instant()).toMillis(),
        embedding.toMillis(),
        Math.max(space.sources().lagMs(), text.lagMs()));
  }
}
