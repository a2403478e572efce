/**
 * The read side: settings, and the one entry that starts views, vector index and search. May use
 * every {@code dev.muninn.query.*}, cluster-config and the ports of media-model.
 */
package dev.muninn.query;
