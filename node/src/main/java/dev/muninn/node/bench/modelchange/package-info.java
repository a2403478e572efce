/** Changing the model under constant queries. */
package dev.muninn.node.bench.modelchange;
