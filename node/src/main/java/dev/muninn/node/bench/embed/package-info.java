/** The worker's own path against the same model fed from memory. */
package dev.muninn.node.bench.embed;
