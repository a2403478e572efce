/**
 * Nearest neighbours in memory: the {@code VectorIndex} port, its engines, the partition of one org
 * and space, and the file that saves it. May use {@code dev.muninn.embedding}, {@code
 * dev.muninn.media}, the journal offset, RoaringBitmap and hnswlib-core.
 */
package dev.muninn.query.index;
