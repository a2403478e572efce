package dev.muninn.gpu.runtime;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.PackManifest;
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
  private final TextTokenizer tokenizer;
  private final ImageQueue images;
  private final ExecutorService texts;

  private PackModel(
      EmbeddingSpace space, Towers towers, TextTokenizer tokenizer, ImageQueue images) {
    this.space = space;
    this.towers = towers;
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
          case ONNX -> OnnxModel.load(pack, settings.threads());
          case TORCHSCRIPT -> TorchScriptModel.load(pack);
        };
    Head head =
        manifest.labels().isPresent()
            ? LabelHead.of(pack, manifest.labels().get())
            : new Head.Identity(manifest.space().dimension());
    Preprocessing preprocessing = new Preprocessing(manifest.image());
    try {
      warmUp(manifest, towers, tokenizer, head, preprocessing);
    } catch (ModelException | IllegalArgumentException e) {
      towers.close();
      throw new PackException(
          "The networks of pack " + manifest.name() + " don't fit its manifest: " + e.getMessage(),
          e);
    }
    int most = manifest.image().batch();
    int batch = most == 0 ? settings.batch() : Math.min(most, settings.batch());
    return new PackModel(
        manifest.space(),
        towers,
        tokenizer,
        new ImageQueue(towers, preprocessing, head, batch, settings.batchAge()));
  }

  private static void warmUp(
      PackManifest manifest,
      Towers towers,
      TextTokenizer tokenizer,
      Head head,
      Preprocessing preprocessing)
      throws ModelException {
    int length = towers.text(tokenizer.encode("a picture")).length;
    if (length != manifest.space().dimension()) {
      throw new IllegalArgumentException(
          "the text tower gives " + length + " values, not " + manifest.space().dimension());
    }
    float[] picture = new float[preprocessing.length()];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (i % 7) / 7f;
    }
    head.seen(towers.images(picture, 1)[0]);
  }

  @Override
  public EmbeddingSpace space() {
    return space;
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
