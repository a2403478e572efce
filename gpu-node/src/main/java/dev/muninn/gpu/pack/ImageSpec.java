package dev.muninn.gpu.pack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The image tower: its file, how it is called, and what a picture is turned into for it.
 *
 * <p>The middle square of {@code crop} times the shorter edge is scaled to {@code size} pixels with
 * Pillow's antialiased filter, channel values 0..1 become (value − mean) / deviation, in order red,
 * green, blue: {@code float[3][size][size]}.
 *
 * @param input name of the graph's input (ONNX)
 * @param output name of the graph's output (ONNX)
 * @param method name of the module's method (TorchScript); {@code forward} when empty
 * @param resize where the shorter edge is first scaled to {@code size} and then cut, as open_clip
 *     does, instead of scaling the cut square in one step
 * @param batch the most pictures of one call; 0 means as many as the settings say
 * @param half the same tower computing in float16 inside, float32 in and out; for devices that are
 *     faster so
 */
public record ImageSpec(
    String file,
    Optional<String> input,
    Optional<String> output,
    Optional<String> method,
    int size,
    double crop,
    Resize resize,
    Interpolation interpolation,
    List<Double> mean,
    List<Double> deviation,
    int batch,
    Optional<String> half) {

  /** What comes first. */
  public enum Resize {
    @JsonProperty("cut-then-scale")
    CUT_THEN_SCALE,
    @JsonProperty("scale-then-cut")
    SCALE_THEN_CUT
  }

  /** Pillow's filter of that name. */
  public enum Interpolation {
    @JsonProperty("bilinear")
    BILINEAR,
    @JsonProperty("bicubic")
    BICUBIC
  }

  public ImageSpec {
    PackFile.requirePath(file);
    half.ifPresent(PackFile::requirePath);
    if (size < 1 || size > 2048) {
      throw new IllegalArgumentException("an image size of " + size + " pixels");
    }
    crop = crop == 0 ? 1 : crop;
    if (!(crop > 0 && crop <= 1)) {
      throw new IllegalArgumentException("crop is a share of the shorter edge, not " + crop);
    }
    resize = resize == null ? Resize.CUT_THEN_SCALE : resize;
    interpolation = interpolation == null ? Interpolation.BICUBIC : interpolation;
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != 3 || deviation.size() != 3 || deviation.stream().anyMatch(d -> !(d > 0))) {
      throw new IllegalArgumentException("mean and deviation have three values, deviation above 0");
    }
    if (batch < 0) {
      throw new IllegalArgumentException("a batch of " + batch);
    }
  }
}
