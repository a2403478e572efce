package dev.muninn.query.text;

import dev.muninn.query.text.ItemFields.Texts;
import dev.muninn.query.view.SearchWords;
import dev.muninn.search.language.Term;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
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
    List<String> words = SearchWords.of(term.text());
    return words.isEmpty()
        ? Clauses.any(Stream.empty())
        : phrase(ItemFields.SAID.fields().get(0), words, term.prefix());
  }

  /** Whether all its words carry no meaning of their own. */
  public static boolean isEmpty(Term term) {
    return SearchWords.of(term.text()).stream().allMatch(WordForms::isStopWord);
  }

  private static Query in(Texts texts, Term term) {
    List<String> words = SearchWords.of(term.text());
    if (words.size() == 1) {
      return word(texts.all(), words.get(0), term.prefix());
    }
    return Clauses.any(
        IntStream.range(0, words.isEmpty() ? 0 : texts.fields().size())
            .mapToObj(
                n ->
                    new BoostQuery(
                        phrase(texts.fields().get(n), words, term.prefix()), texts.weight(n))));
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
    if (words.size() == 1) {
      return word(field, last, prefix);
    }
    if (!goesOn(last, prefix)) {
      return whole;
    }
    List<String> first = words.subList(0, words.size() - 1);
    Query unfinished = Clauses.all(List.of(phrase(field, first), beginning(field, last)));
    return Clauses.any(Stream.of(whole, unfinished));
  }

  private static Query phrase(String field, List<String> words) {
    if (words.size() == 1) {
      return new ConstantScoreQuery(word(field, words.get(0), false));
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
