/**
 * Where bytes lie: the staging area, the pool of originals, derived files, and the files of sources
 * that stay in place. Everything blocks: call it on muninn.blocking-dispatcher or
 * muninn.stage-dispatcher. {@link StorageModule#open} builds all of it. May use {@code
 * dev.muninn.blob}, {@code .media} and {@code .hash}; docs/storage.md describes the folders.
 */
package dev.muninn.ingest.storage;
