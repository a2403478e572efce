/**
 * The language of queries: words, phrases, exclusions and fields, read in this one place. The
 * grammar stands in docs/search.md. May use {@code dev.muninn.search}, {@code .catalog}, {@code
 * .media}; does no input or output.
 */
package dev.muninn.search.language;
