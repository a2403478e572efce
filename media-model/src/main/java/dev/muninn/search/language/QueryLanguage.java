package dev.muninn.search.language;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import dev.muninn.search.Narrowing;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.language.Term.Within;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a query; the grammar stands in docs/search.md. Any text is a query, except where a field
 * has a value that it cannot take. One use, one thread.
 */
public final class QueryLanguage {
  private static final int MAX_CLAUSES = 64;
  private static final int MAX_VALUE = 200;
  private static final SearchFilter ANY = SearchFilter.none();

  private final List<Term> terms = new ArrayList<>();
  private final List<SearchFilter> all = new ArrayList<>();
  private final List<SearchFilter> none = new ArrayList<>();
  private final List<String> understood = new ArrayList<>();

  private QueryLanguage() {}

  /**
   * The query's parts; those after the 64th are left out.
   *
   * @throws BadQueryException naming the field and what it takes
   */
  public static ParsedQuery parse(String text) {
    QueryLanguage query = new QueryLanguage();
    new Scanner(text, name -> Field.of(name).isPresent()).clauses(MAX_CLAUSES).forEach(query::take);
    return new ParsedQuery(query.terms, new Narrowing(query.all, query.none), query.understood);
  }

  private void take(Clause clause) {
    Optional<Field> field = Field.of(clause.field());
    if (field.isPresent()) {
      field(field.get(), clause);
    } else if (clause.quoted()) {
      term(Within.ANYWHERE, clause, "phrase");
    } else if (clause.wanted() && clause.value().indexOf(':') > 0) {
      plainWords(clause);
    } else {
      term(Within.ANYWHERE, clause, "word");
    }
  }

  /** What has a colon and is no field; as two words, of which the second may be the last. */
  private void plainWords(Clause clause) {
    int colon = clause.value().indexOf(':');
    String name = clause.value().substring(0, colon);
    String rest = clause.value().substring(colon + 1);
    term(Within.ANYWHERE, new Clause(true, "", name, false, false), "word");
    term(Within.ANYWHERE, new Clause(true, "", rest, false, clause.last()), "word");
  }

  private void term(Within within, Clause clause, String what) {
    boolean star = !clause.quoted() && clause.value().endsWith("*");
    String text = star ? clause.value().replaceAll("\\*+$", "") : clause.value();
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return;
    }
    boolean unfinished = within == Within.ANYWHERE && clause.last() && !clause.quoted();
    boolean prefix = star || (unfinished && clause.wanted());
    terms.add(new Term(within, text.strip(), clause.quoted(), prefix, clause.wanted()));
    understood(clause, what, text.strip() + (star ? "*" : ""));
  }

  private void field(Field field, Clause clause) {
    String value = clause.value().strip();
    if (value.isEmpty() || value.length() > MAX_VALUE) {
      throw field.refuse(value);
    }
    switch (field) {
      case NAME -> words(Within.NAME, field, clause);
      case LABEL -> words(Within.LABEL, field, clause);
      case CAMERA -> words(Within.CAMERA, field, clause);
      case RATING -> rating(clause, Ratings.of(value).orElseThrow(() -> field.refuse(value)));
      case KIND -> filter(clause, ANY.withKinds(kinds(value)));
      case AFTER -> filter(clause, ANY.withCaptured(period(field, value).start(), nothing()));
      case BEFORE -> filter(clause, ANY.withCaptured(nothing(), period(field, value).start()));
      case ON ->
          filter(clause, captured(Period.ofRange(value).orElseThrow(() -> field.refuse(value))));
      case TAG -> filter(clause, ANY.withTags(List.of(value)));
      case PLACE -> filter(clause, ANY.withPlace(value));
      case SOURCE -> filter(clause, ANY.withSource(source(value)));
      case STATUS -> filter(clause, ANY.withStatus(status(value)));
    }
    if (field != Field.NAME && field != Field.LABEL && field != Field.CAMERA) {
      understood(clause, field.word(), value);
    }
  }

  private void words(Within within, Field field, Clause clause) {
    int before = terms.size();
    term(within, clause, field.word());
    if (terms.size() == before) {
      throw field.refuse(clause.value());
    }
  }

  private void filter(Clause clause, SearchFilter filter) {
    (clause.wanted() ? all : none).add(filter);
  }

  /** A filter has no upper bound of ratings: what is rated higher is taken out. */
  private void rating(Clause clause, Ratings ratings) {
    boolean open = ratings.most() == Ratings.MAX;
    if (!clause.wanted() && !open) {
      throw new BadQueryException(
          "-rating",
          clause.value(),
          "With a minus it takes a lower bound: -rating:4.. or -rating:>=4.");
    }
    filter(clause, ANY.withMinRating(ratings.least()));
    if (!open) {
      none.add(ANY.withMinRating(ratings.most() + 1));
    }
  }

  private void understood(Clause clause, String what, String value) {
    understood.add((clause.wanted() ? "" : "not ") + what + ": " + value);
  }

  private static SearchFilter captured(Period period) {
    return ANY.withCaptured(period.start(), period.end());
  }

  private static <T> Optional<T> nothing() {
    return Optional.empty();
  }

  private static Period period(Field field, String value) {
    return Period.of(value).orElseThrow(() -> field.refuse(value));
  }

  private static List<MediaKind> kinds(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(word -> word(Field.KIND, word, MediaKind.values(), MediaKind::word))
        .distinct()
        .toList();
  }

  private static MediaStatus status(String value) {
    return word(Field.STATUS, value, MediaStatus.values(), MediaStatus::word);
  }

  private static <T> T word(Field field, String value, T[] values, Function<T, String> word) {
    String lower = value.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values)
        .filter(one -> word.apply(one).equals(lower))
        .findFirst()
        .orElseThrow(() -> field.refuse(value));
  }

  private static SourceId source(String value) {
    try {
      return new SourceId(value.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Field.SOURCE.refuse(value);
    }
  }
}
