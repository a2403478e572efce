package dev.muninn.query.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.MediaRows;
import dev.muninn.search.Narrowing;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchMode;
import dev.muninn.search.language.ParsedQuery;
import dev.muninn.search.language.Term;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which items pass, as the functions of V321 take it: a field, a value and whether it is wanted,
 * place by place. All must hold. Immutable.
 */
final class Passing {
  private static final Set<String> TEXT = Set.of("any", "name", "label", "camera");

  private final List<String> fields = new ArrayList<>();
  private final List<String> given = new ArrayList<>();
  private final List<Boolean> wanted = new ArrayList<>();

  private Passing() {}

  /** Phrases narrow unless nearness alone is asked for: what is quoted is meant literally. */
  static Passing of(ParsedQuery parsed, Narrowing narrowing, SearchMode mode) {
    Passing all = new Passing();
    parsed.terms().stream()
        .filter(term -> !isRanked(term) || (term.phrase() && mode == SearchMode.HYBRID))
        .forEach(all::term);
    narrowing.all().forEach(filter -> all.filter(filter, true));
    narrowing.none().forEach(filter -> all.filter(filter, false));
    boolean trash =
        narrowing.all().stream()
            .anyMatch(one -> one.status().equals(Optional.of(MediaStatus.TRASHED)));
    all.add("trashed", "", trash);
    return all;
  }

  /** As this, and taken in by then. */
  Passing knownBy(Instant then) {
    Passing some = new Passing();
    some.fields.addAll(fields);
    some.given.addAll(given);
    some.wanted.addAll(wanted);
    some.add("known", micros(then), true);
    return some;
  }

  private static boolean isRanked(Term term) {
    return term.wanted() && term.within() == Term.Within.ANYWHERE;
  }

  private void term(Term term) {
    switch (term.within()) {
      case ANYWHERE -> add("any", TextQuery.of(term), term.wanted());
      case NAME -> add("name", TextQuery.of(term, "A"), term.wanted());
      case LABEL -> add("label", TextQuery.of(term), term.wanted());
      case CAMERA -> add("camera", MediaRows.cameraKey(term.text()), term.wanted());
    }
  }

  /** What is not wanted has one part, and the status beside it is that of the whole query. */
  private void filter(SearchFilter filter, boolean want) {
    int before = fields.size();
    if (!filter.kinds().isEmpty()) {
      add(
          "kind",
          filter.kinds().stream().map(MediaKind::word).collect(Collectors.joining(",")),
          want);
    }
    if (want) {
      filter.from().ifPresent(at -> add("from", micros(at), true));
      filter.to().ifPresent(at -> add("to", micros(at), true));
    } else if (filter.from().isPresent() || filter.to().isPresent()) {
      String from = micros(filter.from().orElse(Instant.MIN));
      add("captured", from + "/" + micros(filter.to().orElse(Instant.MAX)), false);
    }
    filter.tags().forEach(tag -> add("tag", ItemFacets.tagKey(tag), want));
    filter.minRating().ifPresent(least -> add("rating", String.valueOf(least), want));
    filter.place().ifPresent(part -> add("place", ItemFacets.placeKey(part), want));
    filter.source().map(SourceId::value).ifPresent(id -> add("source", id, want));
    if (want || fields.size() == before) {
      filter
          .status()
          .filter(status -> status != MediaStatus.TRASHED)
          .ifPresent(status -> add("status", status.word(), want));
    }
  }

  /** Since 1970. */
  private static String micros(Instant at) {
    return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, ItemFacets.compared(at)));
  }

  private void add(String field, String value, boolean want) {
    fields.add(field);
    given.add(value);
    wanted.add(want);
  }

  /** Each condition on the text alone, as if it were wanted; the values: whether it is. */
  Map<Passing, Boolean> byText() {
    Map<Passing, Boolean> texts = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      if (TEXT.contains(fields.get(i))) {
        Passing one = new Passing();
        one.add(fields.get(i), given.get(i), true);
        texts.put(one, wanted.get(i));
      }
    }
    return texts;
  }

  /** Whether there are words that an item must not have. */
  boolean refusesWords() {
    return IntStream.range(0, fields.size()).anyMatch(this::isRefusedWord);
  }

  /** Whether everything passes but the trash and what has such words. */
  boolean refusesWordsAlone() {
    return IntStream.range(0, fields.size())
        .allMatch(i -> isRefusedWord(i) || ("trashed".equals(fields.get(i)) && !wanted.get(i)));
  }

  private boolean isRefusedWord(int i) {
    return TEXT.contains(fields.get(i)) && !wanted.get(i);
  }

  /** Whether everything but the trash passes. */
  boolean isEverything() {
    return fields.size() == 1 && !wanted.get(0);
  }

  String[] fields() {
    return fields.toArray(String[]::new);
  }

  String[] given() {
    return given.toArray(String[]::new);
  }

  Boolean[] wanted() {
    return wanted.toArray(Boolean[]::new);
  }
}
