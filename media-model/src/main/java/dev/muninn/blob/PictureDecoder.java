package dev.muninn.blob;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Opens pictures that are no items, such as one that somebody searches with (port). */
public interface PictureDecoder {

  /**
   * Makes of a staged picture the small clean one that models read, in a cage as with any original,
   * and lends it until {@code use} has ended; then it is gone. The staged file stays. Thread-safe.
   *
   * <p>Fails with {@link UnsupportedMediaException} for what is no picture, and with {@link
   * UnreadablePictureException} where it cannot be decoded.
   */
  <T> CompletionStage<T> decoded(StagedBlob picture, Function<Path, CompletionStage<T>> use);
}
