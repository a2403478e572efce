/**
 * The numbers of a node for Prometheus: what its database knows, read when somebody scrapes, and
 * what goes by in the journal, counted as it comes. May use everything.
 */
package dev.muninn.node.metrics;
