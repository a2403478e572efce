package dev.muninn.gpu.runtime;

/**
 * What a network runs on.
 *
 * @param index of the CUDA devices that the process sees; 0 for the processor
 */
public record ComputeDevice(Kind kind, int index) {
  /** The processor. */
  public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU, 0);

  private static final int MOST = 63;

  /** The families of devices. */
  public enum Kind {
    CPU,
    CUDA
  }

  public ComputeDevice {
    if (index < 0 || index > MOST || (kind == Kind.CPU && index != 0)) {
      throw new IllegalArgumentException("device " + kind + " " + index);
    }
  }

  static ComputeDevice cuda(int index) {
    return new ComputeDevice(Kind.CUDA, index);
  }

  /** Whether it is a device of its own beside the processor. */
  public boolean accelerated() {
    return kind == Kind.CUDA;
  }

  /** {@code cpu} or {@code cuda:0}. */
  @Override
  public String toString() {
    return switch (kind) {
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
