/**
 * The benchmarks that {@code muninn bench} runs: on this machine, with a Muninn of their own in a
 * temporary folder where they need one. Figures go to docs/performance.md with machine and command.
 */
package dev.muninn.node.bench;
