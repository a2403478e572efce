package dev.muninn.gpu.runtime;

import dev.muninn.gpu.pack.ImageSpec;

/** What the image tower computes in, where its pack has a network in float16 as well. */
public enum Precision {
  /** float16 on CUDA, float32 on the processor. */
  AUTO,
  FLOAT32,
  /** float16 inside, float32 in and out. */
  MIXED;

  /** The file of the pack to run on a device. */
  String fileOf(ImageSpec image, ComputeDevice device) {
    boolean half =
        switch (this) {
          case AUTO -> device.accelerated();
          case FLOAT32 -> false;
          case MIXED -> true;
        };
    return half ? image.half().orElse(image.file()) : image.file();
  }
}
