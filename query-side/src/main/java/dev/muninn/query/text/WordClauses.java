package dev.muninn.query.text;

import dev.muninn.query.text.ItemFields.Weighted;
import dev.muninn.query.view.SearchWords;
import dev.muninn.search.language.Term;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;

/**
 * Words and phrases as queries: each counts by the weights of the fields where it stands. A word
 * that may go on is the beginning of others from its third letter on.
 */
public final class WordClauses {
  private static final int MIN_UNFINISHED = 3;

  private WordClauses() {}

  /** What people and files say. */
  public static Query said(Term term) {
    return in(ItemFields.SAID, term);
  }

  /** What machines see. */
  public static Query seen(Term term) {
    return in(ItemFields.SEEN, term);
  }

  public static Query saidOrSeen(Term term) {
    return Clauses.any(Stream.of(said(term), seen(term)));
  }

  /** Names and titles alone. */
  public static Query named(Term term) {
    return in(ItemFields.SAID.subList(0, 1), term);
  }

  /** Whether all its words carry no meaning of their own. */
  public static boolean isEmpty(Term term) {
    return SearchWords.of(term.text()).stream().allMatch(WordForms::isStopWord);
  }

  private static Query in(List<Weighted> fields, Term term) {
    List<String> words = SearchWords.of(term.text());
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    return words.isEmpty()
        ? any.build()
        : Clauses.any(
            fields.stream()
                .map(
                    field ->
                        new BoostQuery(
                            words.size() == 1
                                ? word(field.field(), words.get(0), term.prefix())
                                : phrase(field.field(), words, term.prefix()),
                            field.weight())));
  }

  private static Query word(String field, String word, boolean prefix) {
    SynonymQuery.Builder forms = new SynonymQuery.Builder(field);
    WordForms.of(word)
        .forEach(form -> forms.addTerm(new org.apache.lucene.index.Term(field, form)));
    return goesOn(word, prefix)
        ? Clauses.any(Stream.of(forms.build(), beginning(field, word)))
        : forms.build();
  }

  /** Half of what the word itself counts. */
  private static Query beginning(String field, String word) {
    return new BoostQuery(
        new PrefixQuery(
            new org.apache.lucene.index.Term(field, WordForms.folded(word)),
            PrefixQuery.CONSTANT_SCORE_BLENDED_REWRITE),
        0.5f);
  }

  private static boolean goesOn(String word, boolean prefix) {
    return prefix && word.length() >= MIN_UNFINISHED;
  }

  /** The words next to each other; the last one, while it may go on, anywhere in the field. */
  private static Query phrase(String field, List<String> words, boolean prefix) {
    String last = words.get(words.size() - 1);
    Query whole = phrase(field, words);
    if (!goesOn(last, prefix)) {
      return whole;
    }
    List<String> first = words.subList(0, words.size() - 1);
    Query unfinished = Clauses.all(List.of(phrase(field, first), beginning(field, last)));
    return Clauses.any(Stream.of(whole, unfinished));
  }

  private static Query phrase(String field, List<String> words) {
    if (words.size() == 1) {
      return word(field, words.get(0), false);
    }
    IntervalsSource[] each =
        words.stream()
            .map(WordForms::of)
            .map(forms -> forms.stream().map(Intervals::term).toArray(IntervalsSource[]::new))
            .map(Intervals::or)
            .toArray(IntervalsSource[]::new);
    return new ConstantScoreQuery(new IntervalQuery(field, Intervals.phrase(each)));
  }
}
