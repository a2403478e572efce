package dev.muninn.node.bench.chaos;

import java.nio.file.Path;

/**
 * A generated file that is sent: its place in the order, the name it is sent under, where it lies,
 * the BLAKE3 of its bytes (64 hex digits).
 */
record Sample(int index, String name, Path file, String blake3) {}
