package dev.muninn.cluster.journal;

import java.util.Optional;

/**
 * How far a projection has come.
 *
 * @param lagEvents events of the journal beyond its slowest slice, counted up to 100,000
 * @param lagMs the age of the first of them in milliseconds
 * @param trouble why it stands still, when it does: its handler fails for every entity
 */
public record ProjectionState(String name, long lagEvents, long lagMs, Optional<String> trouble) {}
