/** Tests of the measures of retrieval and of labelled sets. */
package dev.muninn.node.bench.retrieval;
