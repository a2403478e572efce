/** A server and embedding workers as processes of one cluster: throughput, deaths, hand-over. */
package dev.muninn.node.bench.workers;
