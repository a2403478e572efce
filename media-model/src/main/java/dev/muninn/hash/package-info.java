/**
 * BLAKE3 in plain Java, fast enough that hashing never is what an import waits for. May use the JDK
 * only.
 */
package dev.muninn.hash;
