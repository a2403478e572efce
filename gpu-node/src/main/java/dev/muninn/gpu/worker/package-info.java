/**
 * The worker actor: announces, pulls, answers. May use {@code dev.muninn.embedding}, {@code
 * dev.muninn.blob}, {@code dev.muninn.hash} and Akka.
 */
package dev.muninn.gpu.worker;
