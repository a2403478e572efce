package dev.muninn.gpu.pack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The text tower: its file, how it is called, and how text becomes token ids.
 *
 * @param tokenizer a {@code tokenizer.json} as Hugging Face's tokenizers library writes it
 * @param inputs what the graph's inputs are fed, in the order of the graph (ONNX)
 * @param output name of the graph's output (ONNX)
 * @param method name of the module's method (TorchScript)
 * @param length the most tokens, special ones included; longer text is cut
 * @param padded whether shorter text is filled up to {@code length} with {@code padding}
 */
public record TextSpec(
    String file,
    String tokenizer,
    List<Input> inputs,
    Optional<String> output,
    Optional<String> method,
    Pooling pooling,
    int length,
    boolean padded,
    long padding,
    IdType ids) {

  /** Token ids, ones for each token that is no padding, zeros. */
  public enum Input {
    @JsonProperty("ids")
    IDS,
    @JsonProperty("mask")
    MASK,
    @JsonProperty("types")
    TYPES
  }

  /** How the output becomes one vector: it is one, or it is one a token and their mean counts. */
  public enum Pooling {
    @JsonProperty("none")
    NONE,
    @JsonProperty("mean")
    MEAN
  }

  /** The integer type of the ids. */
  public enum IdType {
    @JsonProperty("int32")
    INT32,
    @JsonProperty("int64")
    INT64
  }

  public TextSpec {
    PackFile.requirePath(file);
    PackFile.requirePath(tokenizer);
    inputs = inputs == null ? List.of(Input.IDS) : List.copyOf(inputs);
    pooling = pooling == null ? Pooling.NONE : pooling;
    ids = ids == null ? IdType.INT64 : ids;
    if (length < 2 || length > 8192) {
      throw new IllegalArgumentException("a text length of " + length + " tokens");
    }
  }
}
