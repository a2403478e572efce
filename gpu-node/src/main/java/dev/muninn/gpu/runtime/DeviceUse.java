package dev.muninn.gpu.runtime;

/**
 * What a device has done for a model since it was loaded.
 *
 * @param device where its image tower runs
 * @param pictures that went through it
 * @param busyNanos how long it computed, with the way of the numbers there and back
 * @param batch the most pictures of one call at the moment
 */
public record DeviceUse(ComputeDevice device, long pictures, long busyNanos, int batch) {}
