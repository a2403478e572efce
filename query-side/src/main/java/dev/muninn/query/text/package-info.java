/**
 * The full text of this node: what of an item is looked for by words, in an index of Lucene's that
 * follows the journal. May use {@code dev.muninn.query.view} and {@code dev.muninn.search}.
 */
package dev.muninn.query.text;
