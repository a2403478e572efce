/**
 * Waking a machine that embeds: when work waits and no worker is there, a command of the operator's
 * is run. May use {@code dev.muninn.catalog}, {@code dev.muninn.media}, the configuration and Akka.
 */
package dev.muninn.ingest.wake;
