/**
 * Running the networks of a pack: ONNX Runtime and DJL's PyTorch, pictures into tensors, text into
 * tokens. May use {@code dev.muninn.gpu.pack}, {@code dev.muninn.embedding}, DJL, ONNX Runtime.
 */
package dev.muninn.gpu.runtime;
