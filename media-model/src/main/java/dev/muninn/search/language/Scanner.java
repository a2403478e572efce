package dev.muninn.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Cuts a query into clauses; takes any text. One use, one thread. */
final class Scanner {
  /** The straight quotation mark, and those that phones put in its place. */
  private static final String QUOTES = "\"\u201c\u201d\u201e\u201f";

  private final String text;
  private final Predicate<String> isField;
  private final List<Clause> clauses = new ArrayList<>();
  private int at;

  /** {@code isField} says which names before a colon are fields; the others are words. */
  Scanner(String text, Predicate<String> isField) {
    this.text = text;
    this.isField = isField;
  }

  /** At most {@code most} of them; what follows is left out. */
  List<Clause> clauses(int most) {
    skipBlanks();
    while (at < text.length() && clauses.size() < most) {
      clause();
      skipBlanks();
    }
    return List.copyOf(clauses);
  }

  private void clause() {
    boolean wanted = text.charAt(at) != '-';
    if (!wanted) {
      at++;
    }
    if (atQuote()) {
      add(wanted, "", quoted(), true);
      return;
    }
    String bare = bare();
    int colon = bare.indexOf(':');
    String name = colon < 0 ? "" : bare.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!isField.test(name)) {
      add(wanted, "", bare, false);
    } else if (colon == bare.length() - 1 && atQuote()) {
      add(wanted, name, quoted(), true);
    } else {
      add(wanted, name, bare.substring(colon + 1), false);
    }
  }

  private void add(boolean wanted, String field, String value, boolean quoted) {
    clauses.add(new Clause(wanted, field, value, quoted, at == text.length()));
  }

  /** Up to the next quotation mark, or to the end. */
  private String quoted() {
    int from = ++at;
    while (at < text.length() && !atQuote()) {
      at++;
    }
    String inside = text.substring(from, at);
    at = Math.min(text.length(), at + 1);
    return inside;
  }

  private String bare() {
    int from = at;
    while (at < text.length() && !atBlank() && !atQuote()) {
      at++;
    }
    return text.substring(from, at);
  }

  private void skipBlanks() {
    while (at < text.length() && atBlank()) {
      at++;
    }
  }

  private boolean atBlank() {
    char c = text.charAt(at);
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private boolean atQuote() {
    return at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0;
  }
}
