package dev.muninn.cluster.journal;

import java.time.Duration;

/**
 * A running transaction that events wait behind: whose session it is, in which database of the
 * server, and for how long. Shown by doctor when it is older than a few seconds.
 */
public record HorizonHolder(String application, String database, Duration age) {}
