/**
 * Which storage a node of several reaches now, told to the pipeline's claims and to all nodes (ADR
 * 18). May use the storage, the sources, the port of the pipeline, and JDBC.
 */
package dev.muninn.ingest.reach;
