/**
 * Vectors and the spaces they live in, the model port, and the messages of the embedding workers.
 */
package dev.muninn.embedding;
