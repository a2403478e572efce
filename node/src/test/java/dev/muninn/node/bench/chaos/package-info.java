/** Tests of the benchmark of losses: that its checks can fail. */
package dev.muninn.node.bench.chaos;
