package dev.muninn.gpu.runtime;

import dev.muninn.gpu.pack.PackException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the image tower is to run.
 *
 * @param only this device and no other; empty means CUDA where there is some, else the processor
 */
public record DeviceWish(Optional<ComputeDevice> only) {
  public static final DeviceWish AUTO = new DeviceWish(Optional.empty());

  private static final Pattern CUDA = Pattern.compile("cuda(?::([0-9]{1,2}))?");

  /**
   * Reads {@code auto}, {@code cpu}, {@code cuda} (the first) or {@code cuda:1}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeviceWish parse(String words) {
    Matcher cuda = CUDA.matcher(words);
    if (cuda.matches()) {
      int index = cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
      return new DeviceWish(Optional.of(ComputeDevice.cuda(index)));
    }
    return switch (words) {
      case "auto" -> AUTO;
      case "cpu" -> new DeviceWish(Optional.of(ComputeDevice.CPU));
      default ->
          throw new IllegalArgumentException(
              "muninn.gpu.device is auto, cpu, cuda or cuda:1, not " + words);
    };
  }

  /**
   * The device to take.
   *
   * @param found how many CUDA devices the engine sees
   * @throws PackException when there is no such device; {@code hint} says how to get one
   */
  ComputeDevice among(int found, String hint) throws PackException {
    if (only.isEmpty()) {
      return found > 0 ? ComputeDevice.cuda(0) : ComputeDevice.CPU;
    }
    ComputeDevice wanted = only.get();
    if (wanted.accelerated() && wanted.index() >= found) {
      throw new PackException(
          "There is no " + wanted + " (CUDA devices found: " + found + "): " + hint);
    }
    return wanted;
  }
}
