package dev.muninn.node.bench.search;

/** What people ask by; each is reported apart. */
enum QueryKind {
  WORD("a word"),
  WORDS("two words"),
  FILTERED("narrowed by fields"),
  SENTENCE("a sentence"),
  MINUS("without a word"),
  PREFIX("the beginning of a word"),
  PHRASE("a phrase"),
  TEXT("mode text"),
  VECTOR("mode vector");

  private final String said;

  QueryKind(String said) {
    this.said = said;
  }

  String said() {
    return said;
  }

  /** Whether it is asked in the mode that people get: only these are judged by the goals. */
  boolean hybrid() {
    return this != TEXT && this != VECTOR;
  }

  /** As the API names it. */
  String mode() {
    return switch (this) {
      case TEXT -> "text";
      case VECTOR -> "vector";
      case WORD, WORDS, FILTERED, SENTENCE, MINUS, PREFIX, PHRASE -> "hybrid";
    };
  }
}
