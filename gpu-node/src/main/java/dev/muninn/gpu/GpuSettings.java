package dev.muninn.gpu;

import com.typesafe.config.Config;
import dev.muninn.gpu.runtime.DeviceWish;
import dev.muninn.gpu.runtime.Precision;
import dev.muninn.gpu.runtime.RuntimeSettings;
import dev.muninn.gpu.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The block {@code muninn.gpu}, read once at start.
 *
 * @param pack the pack to load; empty means the one chosen by {@code models use}, else lite
 * @param models the folder of packs, {@code DIR/models}
 * @param fetchPacks whether a node that only embeds fetches packs that it lacks from core nodes
 * @param simulatedDelay of a picture, where models are simulated; zero where they are not
 */
public record GpuSettings(
    Optional<String> pack,
    Path models,
    boolean fetchPacks,
    RuntimeSettings runtime,
    WorkerSettings worker,
    Duration simulatedDelay) {
  public GpuSettings {
    Objects.requireNonNull(pack, "pack");
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(simulatedDelay, "simulatedDelay");
  }

  /**
   * Reads the settings of a node.
   *
   * @param config the whole configuration
   * @param models the folder of packs
   */
  public static GpuSettings of(Config config, Path models) {
    Config gpu = config.getConfig("muninn.gpu");
    return new GpuSettings(
        Optional.of(gpu.getString("pack")).filter(name -> !name.isBlank()),
        models,
        gpu.getBoolean("fetch-packs"),
        new RuntimeSettings(
            gpu.getInt("threads"),
            gpu.getInt("batch"),
            gpu.getDuration("batch-age"),
            Optional.of(models.resolve("natives")),
            DeviceWish.parse(gpu.getString("device")),
            gpu.getEnum(Precision.class, "precision"),
            gpu.getInt("readers")),
        new WorkerSettings(
            gpu.getInt("capacity"),
            gpu.getInt("max-capacity"),
            gpu.getDuration("batch-time"),
            gpu.getDuration("announce-every")),
        gpu.getDuration("simulated-delay"));
  }
}
