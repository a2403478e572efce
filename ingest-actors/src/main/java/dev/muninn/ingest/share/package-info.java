/**
 * What this node gives to the other nodes of its cluster. May use the blob ports and the HTTPS
 * between nodes.
 */
package dev.muninn.ingest.share;
