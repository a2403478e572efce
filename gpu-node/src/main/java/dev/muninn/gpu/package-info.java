/** The entry of this module: settings, and {@code GpuModule.load}. */
package dev.muninn.gpu;
