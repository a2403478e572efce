/**
 * Commands, events and replies of the entities, and the messages between nodes. May use {@code
 * dev.muninn.media}, akka-actor-typed and the sharding key.
 */
package dev.muninn.media.signal;
