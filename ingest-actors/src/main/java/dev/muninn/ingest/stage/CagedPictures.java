package dev.muninn.ingest.stage;

import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.PictureDecoder;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagingArea;
import dev.muninn.blob.UnreadablePictureException;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.media.MadePreview;
import dev.muninn.ingest.media.MediaException;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes pictures that are no items with the same children as the originals. */
public final class CagedPictures implements PictureDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(CagedPictures.class);

  private final StagingArea staging;
  private final DerivedStore derived;
  private final DecodingTools tools;
  private final Executor executor;

  /**
   * @param executor where the wait for a child blocks: not that of the stages, so that no import
   *     stands before a search
   */
  public CagedPictures(
      StagingArea staging, DerivedStore derived, DecodingTools tools, Executor executor) {
    this.staging = staging;
    this.derived = derived;
    this.tools = tools;
    this.executor = executor;
  }

  /** A proxy and the folder that it goes away with. */
  private record Lent(Path proxy, DerivedStore.Workbench bench) {}

  @Override
  public <T> CompletionStage<T> decoded(
      StagedBlob picture, Function<Path, CompletionStage<T>> use) {
    return CompletableFuture.supplyAsync(() -> lent(picture), executor)
        .thenCompose(
            lent ->
                used(lent, use)
                    .whenCompleteAsync((done, failure) -> close(lent.bench()), executor));
  }

  private static <T> CompletionStage<T> used(Lent lent, Function<Path, CompletionStage<T>> use) {
    try {
      return use.apply(lent.proxy());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Lent lent(StagedBlob picture) {
    if (picture.type().kind() != MediaKind.IMAGE) {
      throw new CompletionException(new UnsupportedMediaException(ErrorCode.UNSUPPORTED_TYPE));
    }
    DerivedStore.Workbench bench = opened();
    try {
      MadePreview made = tools.preview(staging.path(picture.ref()), picture.type(), bench.folder());
      return new Lent(bench.folder().resolve(made.scenes().get(0).fileName()), bench);
    } catch (MediaException e) {
      close(bench);
      throw new UnreadablePictureException(e.failure(), e);
    } catch (RuntimeException e) {
      close(bench);
      throw e;
    }
  }

  private DerivedStore.Workbench opened() {
    try {
      return derived.workbench();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void close(DerivedStore.Workbench bench) {
    try {
      bench.close();
    } catch (IOException e) {
      LOG.warn("event=workbench-not-deleted folder={}", bench.folder(), e);
    }
  }
}
