package dev.muninn.ingest.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.UnreadablePictureException;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.cluster.DataFolder;
import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.media.DecodingToolsFixture;
import dev.muninn.ingest.media.SampleMedia;
import dev.muninn.ingest.storage.StorageModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.OrgId;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real decoder children on real files. */
final class CagedPicturesIT {
  private static DecodingTools tools;

  @TempDir Path root;
  private StorageModule storage;
  private CagedPictures pictures;

  @BeforeAll
  static void start() throws IOException {
    tools = DecodingToolsFixture.start();
  }

  @AfterAll
  static void stop() {
    tools.close();
  }

  @BeforeEach
  void open() throws IOException {
    root = root.toRealPath();
    storage =
        StorageModule.open(
            new DataFolder(root),
            new StorageSettings(1 << 20, Duration.ofHours(1), Duration.ofHours(1)),
            source -> Optional.empty(),
            null);
    pictures =
        new CagedPictures(storage.staging(), storage.derived(), tools, ForkJoinPool.commonPool());
  }

  private StagedBlob staged(byte[] bytes) throws IOException {
    try (StagedWrite write = storage.staging().begin(new OrgId("home"))) {
      write.write(ByteBuffer.wrap(bytes));
      return write.seal();
    }
  }

  @Test
  void lendsAProxyAndTakesItBack() throws IOException {
    StagedBlob picture = staged(SampleMedia.jpeg(900, 600, 1));
    AtomicReference<Path> lent = new AtomicReference<>();
    int width =
        pictures
            .decoded(
                picture,
                proxy -> {
                  lent.set(proxy);
                  return CompletableFuture.completedFuture(width(proxy));
                })
            .toCompletableFuture()
            .join();
    assertEquals(576, width);
    tidied(lent.get());
    assertEquals(picture.size(), Files.size(storage.staging().path(picture.ref())));
  }

  /** The folder goes when the use has ended, a moment after the answer. */
  private static void tidied(Path proxy) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (Files.exists(proxy) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertFalse(Files.exists(proxy), proxy + " is gone");
  }

  private static int width(Path proxy) {
    try {
      BufferedImage image = ImageIO.read(proxy.toFile());
      return image.getWidth();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void saysWhatCannotBeOpened() throws IOException {
    byte[] whole = SampleMedia.jpeg(900, 600, 1);
    StagedBlob cut = staged(Arrays.copyOf(whole, whole.length / 2));
    UnreadablePictureException why =
        assertInstanceOf(UnreadablePictureException.class, failure(cut));
    assertEquals(ErrorCode.BROKEN_FILE, why.failure().code());
    StagedBlob sound = staged(HexFormat.of().parseHex("49443304000000000000fffb90640000"));
    assertInstanceOf(UnsupportedMediaException.class, failure(sound));
  }

  private Throwable failure(StagedBlob picture) {
    CompletableFuture<Object> used =
        pictures
            .decoded(picture, proxy -> CompletableFuture.completedFuture((Object) proxy))
            .toCompletableFuture();
    return assertThrows(CompletionException.class, used::join).getCause();
  }
}
