/**
 * One class a stage: a value in, a {@code CompletionStage} of what it found out. May use {@code
 * dev.muninn.media}, {@code .blob}, {@code .embedding} and {@code dev.muninn.ingest.media}.
 */
package dev.muninn.ingest.stage;
