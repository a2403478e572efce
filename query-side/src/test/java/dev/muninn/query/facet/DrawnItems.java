package dev.muninn.query.facet;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.Histories;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.MediaFold;
import dev.muninn.search.SearchFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Items with drawn lives, filters that are drawn for them, and what the view makes of both. */
final class DrawnItems {
  private static final List<String> NAMES = List.of("Sofa_1.jpg", "COUCH-2.jpg", "café 3", "x");

  private final Random random;
  final List<List<MediaItemEvent>> lives = new ArrayList<>();

  DrawnItems(long seed, int items) {
    this.random = new Random(seed);
    for (int number = 0; number < items; number++) {
      lives.add(Histories.of(random, number));
    }
  }

  /** What the view shows of an item after some of its events. */
  static Optional<MediaDocument> viewed(List<MediaItemEvent> events) {
    MediaFold fold = new MediaFold();
    long sequenceNr = 0;
    for (MediaItemEvent event : events) {
      fold.apply(event, ++sequenceNr);
    }
    return fold.document();
  }

  /** The numbers that the view's documents say. */
  List<Integer> expected(SearchFilter filter) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < lives.size(); number++) {
      if (viewed(lives.get(number)).map(ItemFacets::of).stream().anyMatch(i -> passes(i, filter))) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static boolean passes(ItemFacets item, SearchFilter filter) {
    boolean trash = filter.status().equals(Optional.of(MediaStatus.TRASHED));
    return item.trashed() == trash
        && (filter.kinds().isEmpty() || filter.kinds().contains(item.kind()))
        && filter.from().stream().noneMatch(from -> item.shownAt().isBefore(from))
        && filter.to().stream().allMatch(to -> item.shownAt().isBefore(to))
        && filter.tags().stream().map(ItemFacets::tagKey).allMatch(item.tagKeys()::contains)
        && filter.minRating().stream().allMatch(min -> item.rating().orElse(-1) >= min)
        && filter.place().map(ItemFacets::placeKey).stream()
            .allMatch(part -> item.placeKey().orElse("").contains(part))
        && filter.source().stream().allMatch(source -> item.sources().contains(source.value()));
  }

  SearchFilter filter() {
    return new SearchFilter(
        random.nextInt(3) > 0 ? List.of() : List.of(MediaKind.values()[random.nextInt(3)]),
        maybe(this::time),
        maybe(this::time),
        random.nextInt(3) > 0 ? List.of() : List.of(name()),
        maybe(() -> random.nextInt(6)),
        maybe(() -> name().substring(0, 1)),
        maybe(() -> Histories.SOURCE),
        maybe(() -> random.nextBoolean() ? MediaStatus.TRASHED : MediaStatus.READY));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextInt(3) > 0 ? Optional.empty() : Optional.of(value.get());
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private Instant time() {
    return Instant.parse("2020-01-01T12:00:00.000001Z").plusSeconds(86_400L * random.nextInt(40));
  }
}
