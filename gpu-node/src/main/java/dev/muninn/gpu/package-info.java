/** The entry of this module: settings, and {@code GpuModule.start}. */
package dev.muninn.gpu;
