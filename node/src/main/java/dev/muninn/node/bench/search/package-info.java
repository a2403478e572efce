/**
 * How fast a large library is searched: the library (events with words as frequent as in a
 * language), the questions, and the times over HTTP.
 */
package dev.muninn.node.bench.search;
