/** The benchmark of vectors: its oracle, its search for ef, its plot. */
package dev.muninn.node.bench.vectors;
