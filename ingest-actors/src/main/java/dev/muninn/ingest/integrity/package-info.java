/**
 * Whether the files are what was recorded: what is served, what a check or the background scrub
 * reads again, and what becomes of damage. May use the storage, the stages' ports, the fold of the
 * entities, the journal and JDBC.
 */
package dev.muninn.ingest.integrity;
