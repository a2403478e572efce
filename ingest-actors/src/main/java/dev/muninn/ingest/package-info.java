/** The write side of a node, started by {@code IngestModule}. */
package dev.muninn.ingest;
