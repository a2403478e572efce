/**
 * What an item looks like from outside: the fold over its events, the rows that hold it, and the
 * lists and pages read from them. May use {@code dev.muninn.media}, {@code dev.muninn.catalog},
 * Jackson and JDBC.
 */
package dev.muninn.query.view;
