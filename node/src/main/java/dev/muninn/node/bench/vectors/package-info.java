/**
 * How fast and how right the vector engines are, against each other and against C++ hnswlib. May
 * use {@code .query.index}, {@code .node.cli} and the JDK.
 */
package dev.muninn.node.bench.vectors;
