/**
 * How well the search finds what it should: labelled sets, the measures of information retrieval,
 * and the comparison with a recorded baseline. May use {@code .node.cli}, Jackson and the JDK.
 */
package dev.muninn.node.bench.retrieval;
