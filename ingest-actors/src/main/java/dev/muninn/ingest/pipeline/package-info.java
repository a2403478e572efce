/**
 * The owed work: its views, the leases, who does it. May use the signals, {@code
 * dev.muninn.ingest.entity}'s progress, {@code dev.muninn.ingest.stage}, projections and JDBC.
 */
package dev.muninn.ingest.pipeline;
