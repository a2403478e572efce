/**
 * Inner products of rows in primitive arrays: tiny static methods, nothing allocated. Plain Java,
 * and the same on {@code jdk.incubator.vector} in {@code .simd}; {@code Kernels} chooses once. Uses
 * nothing but the JDK.
 */
package dev.muninn.query.index.kernel;
