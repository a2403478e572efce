package dev.muninn.cluster.journal;

import java.time.Instant;

/**
 * An entity whose events wait: from which sequence number on, in which projection, and what its
 * event's handler threw.
 */
public record ParkedEntity(
    String projection, String persistenceId, long fromSequenceNr, String error, Instant at) {}
