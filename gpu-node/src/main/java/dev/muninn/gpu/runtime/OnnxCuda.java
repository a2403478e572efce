package dev.muninn.gpu.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

/** ONNX Runtime's CUDA provider: in the natives of {@code onnxruntime_gpu} alone. */
final class OnnxCuda {
  static final String HINT =
      "build with -Pcuda for ONNX Runtime's CUDA natives, and install CUDA 12 with cuDNN 9"
          + " (docs/models.md)";

  private OnnxCuda() {}

  /**
   * How many devices a session may be tried on. The natives tell whether they know CUDA, not how
   * many devices there are: one that is not there fails when its session is made.
   */
  static int devices(DeviceWish wish) {
    boolean known = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    return known ? 1 + wish.only().map(ComputeDevice::index).orElse(0) : 0;
  }

  /** Lets a session run there; what it has no kernels for stays on the processor. */
  static void add(OrtSession.SessionOptions options, ComputeDevice device) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.index())) {
      // as much as a call needs and no doubling: other programs use the device too
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      options.addCUDA(cuda);
    }
  }
}
