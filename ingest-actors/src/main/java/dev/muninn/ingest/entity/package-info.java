/**
 * The entities of the write side. Each is event-sourced and sharded: it decides and remembers, and
 * does no work itself. May use {@code dev.muninn.media}, akka-persistence-typed and sharding.
 */
package dev.muninn.ingest.entity;
