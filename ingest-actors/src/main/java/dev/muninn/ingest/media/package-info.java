/**
 * Probing, decoding and proxies, all of it in child processes: a pool of small JVMs for stills
 * ({@link dev.muninn.ingest.media.DecoderPool}) and ffmpeg and ffprobe for the rest. Originals are
 * hostile: nothing here hands a user's name to a process, and every child has limits of time and
 * memory. May use {@code dev.muninn.media}, Jackson, and the three libraries in the children.
 */
package dev.muninn.ingest.media;
