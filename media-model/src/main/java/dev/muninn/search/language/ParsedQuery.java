package dev.muninn.search.language;

import dev.muninn.search.Narrowing;
import dev.muninn.search.language.Term.Within;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query as it was understood.
 *
 * @param understood one line for each part, for the person who asked
 */
public record ParsedQuery(List<Term> terms, Narrowing narrowing, List<String> understood) {
  public ParsedQuery {
    terms = List.copyOf(terms);
    understood = List.copyOf(understood);
  }

  /** What is looked for anywhere: the words that are ranked by. */
  public Stream<Term> sought() {
    return terms.stream().filter(term -> term.wanted() && term.within() == Within.ANYWHERE);
  }

  /** The words looked for, as a text whose meaning can be taken; empty when there are none. */
  public String meaning() {
    return sought().map(Term::text).collect(Collectors.joining(" "));
  }
}
