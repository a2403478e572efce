package dev.muninn.query.search;

import dev.muninn.query.view.SearchWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user's words as queries for the full text: {@code "a phrase"}, {@code -not}, and the last word
 * also as a beginning. Made of quoted words of letters and digits, so that no input is an error.
 * Each part is the text of a tsquery, empty when there is nothing of its kind.
 *
 * @param all what must match together
 * @param any one of the words suffices
 * @param none what must not match
 * @param meaning the text without what is excluded, for the embedding
 * @param exact the words joined by blanks, for comparison with whole names and tags
 */
record TextQuery(String all, String any, String none, String meaning, String exact) {
  private static final Pattern CLAUSE = Pattern.compile("(?<![^\\s])(-?)(?:\"([^\"]*)\"?|(\\S+))");
  private static final int MIN_PREFIX = 3;
  private static final int MAX_CLAUSES = 64;

  /** A word or phrase, wanted or not. */
  private record Clause(boolean wanted, List<String> words, boolean prefix, String written) {

    String joined(String operator) {
      List<String> quoted = new ArrayList<>(words.stream().map(word -> "'" + word + "'").toList());
      int last = quoted.size() - 1;
      if (prefix && words.get(last).length() >= MIN_PREFIX) {
        quoted.set(last, quoted.get(last) + ":*");
      }
      return quoted.size() == 1 ? quoted.get(0) : "(" + String.join(operator, quoted) + ")";
    }
  }

  static TextQuery parse(String text) {
    List<Clause> clauses = clauses(text);
    List<Clause> wanted = clauses.stream().filter(Clause::wanted).toList();
    Stream<Clause> unwanted = clauses.stream().filter(clause -> !clause.wanted());
    return new TextQuery(
        wanted.stream().map(c -> c.joined(" <-> ")).collect(Collectors.joining(" & ")),
        wanted.stream().map(c -> c.joined(" | ")).collect(Collectors.joining(" | ")),
        unwanted.map(c -> c.joined(" <-> ")).collect(Collectors.joining(" | ")),
        wanted.stream().map(Clause::written).collect(Collectors.joining(" ")),
        wanted.stream()
            .flatMap(clause -> clause.words().stream())
            .collect(Collectors.joining(" ")));
  }

  private static List<Clause> clauses(String text) {
    List<Clause> clauses = new ArrayList<>();
    Matcher found = CLAUSE.matcher(text);
    while (found.find() && clauses.size() < MAX_CLAUSES) {
      boolean phrase = found.group(2) != null;
      String written = phrase ? found.group(2) : found.group(3);
      List<String> words = SearchWords.of(written);
      if (!words.isEmpty()) {
        boolean last = found.end() == text.length();
        clauses.add(new Clause(found.group(1).isEmpty(), words, last && !phrase, written.strip()));
      }
    }
    return clauses;
  }
}
