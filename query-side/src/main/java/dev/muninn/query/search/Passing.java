package dev.muninn.query.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.search.Narrowing;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchMode;
import dev.muninn.search.language.ParsedQuery;
import dev.muninn.search.language.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which items pass: those of which all conditions hold. Immutable. */
record Passing(List<Condition> conditions) {
  Passing {
    conditions = List.copyOf(conditions);
  }

  /** Phrases narrow unless nearness alone is asked for: what is quoted is meant literally. */
  static Passing of(ParsedQuery parsed, Narrowing narrowing, SearchMode mode) {
    List<Condition> all = new ArrayList<>();
    parsed.terms().stream()
        .filter(term -> !isRanked(term) || (term.phrase() && mode == SearchMode.HYBRID))
        .map(term -> new Condition(new Condition.Words(term), term.wanted()))
        .forEach(all::add);
    narrowing.all().forEach(filter -> all.addAll(filter(filter, true)));
    narrowing.none().forEach(filter -> all.addAll(filter(filter, false)));
    boolean trash =
        narrowing.all().stream()
            .anyMatch(one -> one.status().equals(Optional.of(MediaStatus.TRASHED)));
    all.add(new Condition(new Condition.Trashed(), trash));
    return new Passing(all);
  }

  private static boolean isRanked(Term term) {
    return term.wanted() && term.within() == Term.Within.ANYWHERE;
  }

  /** What is not wanted has one part, and the status beside it is that of the whole query. */
  private static List<Condition> filter(SearchFilter filter, boolean want) {
    List<Condition.Part> parts = new ArrayList<>();
    if (!filter.kinds().isEmpty()) {
      parts.add(new Condition.Kinds(filter.kinds()));
    }
    if (filter.from().isPresent() || filter.to().isPresent()) {
      parts.add(new Condition.Shown(filter.from(), filter.to()));
    }
    filter.tags().forEach(tag -> parts.add(new Condition.Tagged(tag)));
    filter.minRating().ifPresent(least -> parts.add(new Condition.Rated(least)));
    filter.place().ifPresent(part -> parts.add(new Condition.Placed(part)));
    filter.source().ifPresent(source -> parts.add(new Condition.InSource(source)));
    if (want || parts.isEmpty()) {
      filter
          .status()
          .filter(status -> status != MediaStatus.TRASHED)
          .ifPresent(status -> parts.add(new Condition.Standing(status)));
    }
    return parts.stream().map(part -> new Condition(part, want)).toList();
  }

  /** As this, and taken in by then. */
  Passing knownBy(Instant then) {
    Condition known = new Condition(new Condition.Known(then), true);
    return new Passing(Stream.concat(conditions.stream(), Stream.of(known)).toList());
  }

  /** The conditions on the text. */
  List<Condition> onText() {
    return conditions.stream().filter(one -> one.part() instanceof Condition.Words).toList();
  }

  /** Whether there are words that an item must not have. */
  boolean refusesWords() {
    return conditions.stream().anyMatch(Passing::isRefusedWord);
  }

  /** Whether everything passes but the trash and what has such words. */
  boolean refusesWordsAlone() {
    return conditions.stream().allMatch(one -> isRefusedWord(one) || isNoTrash(one));
  }

  private static boolean isRefusedWord(Condition one) {
    return one.part() instanceof Condition.Words && !one.wanted();
  }

  private static boolean isNoTrash(Condition one) {
    return one.part() instanceof Condition.Trashed && !one.wanted();
  }

  /** Whether everything but the trash passes. */
  boolean isEverything() {
    return conditions.stream().allMatch(Passing::isNoTrash);
  }
}
