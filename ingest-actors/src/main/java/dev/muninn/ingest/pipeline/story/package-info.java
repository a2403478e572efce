/**
 * The story of one item: a pure fold of its events into steps and sentences. May use {@code
 * dev.muninn.media}, {@code .media.signal}, {@code .embedding}, {@code .catalog} and the journal's
 * rows.
 */
package dev.muninn.ingest.pipeline.story;
