package dev.muninn.search.language;

/** A field of a query has a value that it cannot take. */
public final class BadQueryException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String field;
  private final String hint;

  /**
   * @param field the field's name as the grammar has it
   * @param value what was written
   * @param hint what it takes, in words for a user
   */
  BadQueryException(String field, String value, String hint) {
    super(
        value.isEmpty()
            ? "'" + field + ":' in the query has no value."
            : "'" + field + ":' in the query does not take '" + value + "'.");
    this.field = field;
    this.hint = hint;
  }

  public String field() {
    return field;
  }

  public String hint() {
    return hint;
  }
}
