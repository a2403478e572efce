package dev.muninn.gpu.pack;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What runs the networks of a pack. */
public enum Engine {
  @JsonProperty("onnx")
  ONNX,
  @JsonProperty("torchscript")
  TORCHSCRIPT
}
