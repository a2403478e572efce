package dev.muninn.cluster.journal;

import dev.muninn.media.signal.CborSerializable;

/** An event of the tests. */
record Noted(String words) implements CborSerializable {}
