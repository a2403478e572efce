/**
 * Reads the journal by transaction horizon and runs projections on it. May use JDBC,
 * akka-projection and akka-stream. See docs/adr/0003-journal-by-transaction-horizon.md.
 */
package dev.muninn.cluster.journal;
