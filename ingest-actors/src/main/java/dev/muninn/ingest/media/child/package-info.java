/**
 * The program inside the cage: a child process that opens hostile stills, reads what they say of
 * themselves and makes small clean pictures of them. Started by {@code
 * dev.muninn.ingest.media.DecoderPool} with a class path of its own; may use nothing but the JDK,
 * TwelveMonkeys and metadata-extractor, and none of Muninn's other packages.
 */
package dev.muninn.ingest.media.child;
