package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.query.search.Candidates.TextMatch;
import dev.muninn.query.search.TextQuery.Sought;
import dev.muninn.query.text.Clauses;
import dev.muninn.query.text.TextIndex;
import dev.muninn.query.text.WordClauses;
import dev.muninn.search.language.Term;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;

/** The full text of one org, asked within its transaction. Blocking. */
final class TextFinder {
  private final TextIndex index;
  private final OrgId org;
  private final Connection tx;

  TextFinder(TextIndex index, OrgId org, Connection tx) {
    this.index = index;
    this.org = org;
    this.tx = tx;
  }

  /**
   * What the words find, each best first.
   *
   * @param exact a name, title or tag is the whole query
   * @param said all words were said of it
   * @param seen all words, some of them seen on it
   */
  record Found(Set<MediaId> exact, List<TextMatch> said, List<TextMatch> seen) {
    static final Found NOTHING = new Found(Set.of(), List.of(), List.of());

    Found {
      said = List.copyOf(said);
      seen = List.copyOf(seen);
    }

    Set<MediaId> all() {
      Set<MediaId> all = new HashSet<>(exact);
      Stream.concat(said.stream(), seen.stream()).map(TextMatch::mediaId).forEach(all::add);
      return all;
    }
  }

  /** At most {@code depth} items of each kind. */
  Found find(Passing passing, TextQuery text, int depth) throws SQLException {
    if (text.words().isEmpty()) {
      return Found.NOTHING;
    }
    Filters filters = filters(passing);
    List<Sought> words = telling(text);
    Query said = each(words, WordClauses::said);
    // of a single word, what was not said was seen
    Query seen = each(words, words.size() == 1 ? WordClauses::seen : WordClauses::saidOrSeen);
    return new Found(
        text.whole().isEmpty()
            ? Set.of()
            : ids(ranked(Clauses.exact(text.whole()), filters, depth)),
        ranked(said, filters, depth),
        ranked(seen, filters.without(said), depth));
  }

  /** Items that have some of the words. */
  List<TextMatch> some(Passing passing, TextQuery text, int depth) throws SQLException {
    Stream<Query> any = telling(text).stream().map(word -> any(word, WordClauses::saidOrSeen));
    return ranked(Clauses.any(any), filters(passing), depth);
  }

  /** The words without those that carry no meaning ("the"), unless there are no others. */
  private static List<Sought> telling(TextQuery text) {
    List<Sought> telling =
        text.words().stream()
            .filter(word -> !word.any().stream().allMatch(WordClauses::isEmpty))
            .toList();
    return telling.isEmpty() ? text.words() : telling;
  }

  private static Query each(List<Sought> words, Function<Term, Query> within) {
    return Clauses.all(words.stream().map(word -> any(word, within)).toList());
  }

  private static Query any(Sought word, Function<Term, Query> within) {
    return Clauses.any(word.any().stream().map(within));
  }

  /** What must hold beside the words, and what must not. */
  private record Filters(List<Query> wanted, List<Query> unwanted) {
    Filters with(Query another) {
      return new Filters(and(wanted, another), unwanted);
    }

    Filters without(Query another) {
      return new Filters(wanted, and(unwanted, another));
    }

    private static List<Query> and(List<Query> some, Query another) {
      return Stream.concat(some.stream(), Stream.of(another)).toList();
    }

    Query of(Query ranked) {
      return Clauses.within(ranked, wanted, unwanted);
    }
  }

  /** A score from 0 on as a rank of 0..1. */
  private List<TextMatch> ranked(Query query, Filters filters, int most) {
    return index.best(filters.of(query), most).stream()
        .map(match -> new TextMatch(match.mediaId(), match.score() / (1.0 + match.score())))
        .toList();
  }

  private static Set<MediaId> ids(List<TextMatch> matches) {
    return matches.stream().map(TextMatch::mediaId).collect(Collectors.toSet());
  }

  /** Those of these items that pass. */
  Set<MediaId> passing(Passing passing, Collection<MediaId> some) throws SQLException {
    Filters filters = filters(passing).with(Clauses.items(some));
    return Set.copyOf(index.all(filters.of(Clauses.everything())));
  }

  /** The items that pass, newest first. */
  Set<MediaId> newest(Passing passing, int most) throws SQLException {
    return index.best(filters(passing).of(Clauses.everything()), most).stream()
        .map(TextIndex.Match::mediaId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** All items with these words. */
  List<MediaId> having(Condition.Words words) {
    return index.all(
        Clauses.within(
            Clauses.everything(), List.of(Clauses.org(org), query(words.term())), List.of()));
  }

  private Filters filters(Passing passing) throws SQLException {
    Filters filters = new Filters(List.of(Clauses.org(org)), List.of());
    for (Condition one : passing.conditions()) {
      if (one.part() instanceof Condition.Standing standing) {
        Standings.These these = new Standings(tx).at(standing.status());
        Query ids = Clauses.ids(these.ids());
        filters = these.but() == one.wanted() ? filters.without(ids) : filters.with(ids);
      } else {
        Query query = query(one.part());
        filters = one.wanted() ? filters.with(query) : filters.without(query);
      }
    }
    return filters;
  }

  private static Query query(Condition.Part part) {
    if (part instanceof Condition.Words words) {
      return query(words.term());
    } else if (part instanceof Condition.Kinds kinds) {
      return Clauses.kinds(kinds.kinds());
    } else if (part instanceof Condition.Shown shown) {
      return Clauses.shown(shown.from(), shown.to());
    } else if (part instanceof Condition.Tagged tagged) {
      return Clauses.tag(tagged.tag());
    } else if (part instanceof Condition.Rated rated) {
      return Clauses.ratedFrom(rated.least());
    } else if (part instanceof Condition.Placed placed) {
      return Clauses.place(placed.part());
    } else if (part instanceof Condition.InSource in) {
      return Clauses.source(in.source());
    } else if (part instanceof Condition.Known known) {
      return Clauses.knownBy(known.by());
    }
    return Clauses.trashed();
  }

  private static Query query(Term term) {
    return switch (term.within()) {
      case ANYWHERE -> WordClauses.saidOrSeen(term);
      case NAME -> WordClauses.named(term);
      case LABEL -> WordClauses.seen(term);
      case CAMERA -> Clauses.camera(term.text());
    };
  }
}
