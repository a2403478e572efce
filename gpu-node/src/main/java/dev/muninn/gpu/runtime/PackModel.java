package dev.muninn.gpu.runtime;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.PackManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A model pack at work. Pictures and texts have a thread each, so that a query never waits behind a
 * batch of pictures. Thread-safe.
 */
public final class PackModel implements EmbeddingModel {
  private static final int MAX_TEXT = 10_000;
  private final EmbeddingSpace space;
  private final Towers towers;
  private final int pictureLength;
  private final String deviceName;
  private final TextTokenizer tokenizer;
  private final ImageQueue images;
  private final ExecutorService texts;

  private PackModel(
      EmbeddingSpace space,
      Towers towers,
      int pictureLength,
      TextTokenizer tokenizer,
      ImageQueue images) {
    this.space = space;
    this.towers = towers;
    this.pictureLength = pictureLength;
    this.deviceName = nameOf(towers.device());
    this.tokenizer = tokenizer;
    this.images = images;
    this.texts =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "muninn-embed-text");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Loads the networks of a pack and runs each once, so that the first query is as quick as the
   * others and a pack that does not fit its manifest is refused here.
   *
   * @throws PackException with words that say what is wrong with the pack
   */
  public static PackModel load(ModelPack pack, RuntimeSettings settings) throws PackException {
    return LoaderThread.call(() -> loaded(pack, settings));
  }

  private static PackModel loaded(ModelPack pack, RuntimeSettings settings) throws PackException {
    PackManifest manifest = pack.manifest();
    Natives.prepare(settings.nativesFolder());
    TextTokenizer tokenizer = TextTokenizer.of(pack);
    Towers towers =
        switch (manifest.engine()) {
          case ONNX -> OnnxModel.load(pack, settings);
          case TORCHSCRIPT -> TorchScriptModel.load(pack, settings);
        };
    Head head =
        manifest.labels().isPresent()
            ? LabelHead.of(pack, manifest.labels().get())
            : new Head.Identity(manifest.space().dimension());
    Preprocessing preprocessing = new Preprocessing(manifest.image());
    try {
      WarmUp.once(manifest, towers, tokenizer, head, preprocessing);
    } catch (ModelException | IllegalArgumentException e) {
      towers.close();
      throw new PackException(
          "The networks of pack " + manifest.name() + " don't fit its manifest: " + e.getMessage(),
          e);
    }
    ComputeDevice device = towers.device();
    int most = manifest.image().batch();
    int batch = settings.batchOn(device);
    TowerRun run =
        new TowerRun(
            towers, head, preprocessing.length(), most == 0 ? batch : Math.min(most, batch));
    if (device.accelerated()) {
      WarmUp.full(run, preprocessing);
    }
    return new PackModel(
        manifest.space(),
        towers,
        preprocessing.length(),
        tokenizer,
        new ImageQueue(run, preprocessing, settings.readersOn(device), settings.batchAge()));
  }

  /** As its maker calls it, where that can be found out. */
  private static String nameOf(ComputeDevice device) {
    return switch (device.kind()) {
      case CPU -> "CPU";
      case CUDA ->
          new NvidiaSmi()
              .card(device.index())
              .map(NvidiaSmi.Card::name)
              .orElseGet(device::toString);
    };
  }

  /** What the device has done since then. */
  public DeviceUse use() {
    return images.use();
  }

  /**
   * How long calls of the image tower take with pictures from memory, nothing read or prepared;
   * blocking, for measuring, while nothing else is embedded.
   *
   * @param count pictures of one call
   * @return nanoseconds of {@code calls} calls
   * @throws IOException when the engine fails
   */
  public long timeFromMemory(int count, int calls) throws IOException {
    float[] pictures = WarmUp.pictures(count * pictureLength);
    try {
      long begin = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        towers.images(pictures, count);
      }
      return System.nanoTime() - begin;
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public String device() {
    return deviceName;
  }

  @Override
  public CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies) {
    return images.add(List.copyOf(proxies));
  }

  @Override
  public CompletionStage<Embedding> embedText(String text) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    return CompletableFuture.supplyAsync(() -> vectorOf(bounded), texts);
  }

  private Embedding vectorOf(String text) {
    try {
      return Embedding.canonical(towers.text(tokenizer.encode(text)));
    } catch (ModelException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    images.close();
    texts.shutdownNow();
    try {
      // the natives must not be freed under a running call
      if (texts.awaitTermination(10, TimeUnit.SECONDS)) {
        towers.close();
        tokenizer.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
