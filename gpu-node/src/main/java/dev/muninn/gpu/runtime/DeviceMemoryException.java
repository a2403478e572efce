package dev.muninn.gpu.runtime;

import java.util.List;
import java.util.Locale;

/** A call did not fit into the memory of its device; a smaller one may. */
final class DeviceMemoryException extends ModelException {
  private static final long serialVersionUID = 1;

  /**
   * What PyTorch (c10 OutOfMemoryError), ONNX Runtime (its BFC arena, CUDA's error 2) and the
   * libraries below them say; neither engine gives Java a code of its own for it.
   */
  private static final List<String> WORDS =
      List.of("out of memory", "failed to allocate memory", "alloc_failed", "bfcarena");

  DeviceMemoryException(String words, Throwable cause) {
    super(words, cause);
  }

  /** The exception for what an engine threw: this one when memory was short. */
  static ModelException of(String engine, Throwable thrown) {
    String words = engine + ": " + thrown.getMessage();
    String lower = words.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains)
        ? new DeviceMemoryException(words, thrown)
        : new ModelException(words, thrown);
  }
}
