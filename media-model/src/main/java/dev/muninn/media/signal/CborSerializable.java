package dev.muninn.media.signal;

/** Marks what leaves the JVM or enters the journal; bound to Jackson CBOR in cluster-config. */
public interface CborSerializable {}
