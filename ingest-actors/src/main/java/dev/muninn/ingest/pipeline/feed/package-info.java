/**
 * What changes in an org, followed in the journal and told in sentences. May use the story's
 * sentences, the journal's reader, {@code dev.muninn.media}, {@code .media.signal}, {@code
 * .catalog} and akka-stream.
 */
package dev.muninn.ingest.pipeline.feed;
