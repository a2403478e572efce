/**
 * The kernels on {@code jdk.incubator.vector}. Compiled by an execution of its own, since the
 * compiler warns of every incubator module and a warning is an error elsewhere; loaded only where
 * the module is there ({@code --add-modules jdk.incubator.vector}).
 */
package dev.muninn.query.index.kernel.simd;
