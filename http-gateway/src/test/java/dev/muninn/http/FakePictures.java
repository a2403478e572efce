package dev.muninn.http;

import dev.muninn.blob.PictureDecoder;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.UnreadablePictureException;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaKind;
import dev.muninn.media.StageFailure;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Decodes nothing: every picture has the same proxy, unless it is said to be broken. */
final class FakePictures implements PictureDecoder {
  volatile boolean broken;

  @Override
  public <T> CompletionStage<T> decoded(
      StagedBlob picture, Function<Path, CompletionStage<T>> use) {
    if (picture.type().kind() != MediaKind.IMAGE) {
      return CompletableFuture.failedFuture(
          new UnsupportedMediaException(ErrorCode.UNSUPPORTED_TYPE));
    }
    if (broken) {
      return CompletableFuture.failedFuture(
          new UnreadablePictureException(
              new StageFailure(ErrorCode.BROKEN_FILE, "it ends in the middle"), null));
    }
    return use.apply(Path.of("proxy.jpg"));
  }
}
