package dev.muninn.cluster.journal;

/**
 * What a table holds, in short.
 *
 * @param table {@code schema.table}
 * @param digest SHA-256 over its rows, 64 lower-case hex digits
 */
public record TableDigest(String table, long rows, String digest) {}
