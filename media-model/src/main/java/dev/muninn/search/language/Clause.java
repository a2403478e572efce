package dev.muninn.search.language;

/**
 * A part of a query between blanks: a word, a phrase, or a field's value.
 *
 * @param field the text before the colon in lower case; empty for words and phrases
 * @param last whether nothing follows, not even a blank
 */
record Clause(boolean wanted, String field, String value, boolean quoted, boolean last) {}
