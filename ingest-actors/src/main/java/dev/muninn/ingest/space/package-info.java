/**
 * The spaces that items are embedded in: who follows them, who switches, what is left to do. May
 * use {@code dev.muninn.ingest.entity}, {@code .pipeline}, {@code dev.muninn.media}, {@code
 * .media.signal}, {@code .embedding}, {@code .catalog}, the journal's reader, JDBC and Akka.
 */
package dev.muninn.ingest.space;
