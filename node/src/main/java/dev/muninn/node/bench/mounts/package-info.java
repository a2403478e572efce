/**
 * File systems of a benchmark's own, mounted for a while: one that is small enough to be filled,
 * and a folder that is seen at another place. Needs root on Linux.
 */
package dev.muninn.node.bench.mounts;
