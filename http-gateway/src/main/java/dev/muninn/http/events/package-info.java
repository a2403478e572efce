/**
 * Server-sent events: what changes, as it is committed. May use the feed (port) and Akka streams.
 */
package dev.muninn.http.events;
