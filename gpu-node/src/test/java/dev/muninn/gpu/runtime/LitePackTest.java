package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.PackSource;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Label;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LitePackTest {
  private static final Path PICTURES = Path.of("..", "bench", "retrieval", "pictures");
  private static PackModel model;

  @BeforeAll
  static void load() throws PackException {
    ModelPack pack = ModelPack.open(new PackSource.Bundled("lite"));
    model =
        PackModel.load(
            pack, new RuntimeSettings(1, 4, Duration.ofMillis(5), Optional.<Path>empty()));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void findsTheCatByItsName() throws Exception {
    float[] query = text("a cat").toFloats();
    double cat = dot(query, seen("cat.jpg").vector().toFloats());
    for (String other : List.of("coffee.jpg", "rocket.jpg", "astronaut.jpg", "photographer.jpg")) {
      assertTrue(cat > dot(query, seen(other).vector().toFloats()) + 0.1, other);
    }
  }

  @Test
  void namesWhatIsProbable() throws Exception {
    List<Label> labels = seen("coffee.jpg").labels();
    assertEquals(List.of("drink", "espresso"), labels.stream().map(Label::text).toList());
    assertTrue(labels.get(1).score() > 0.8, labels.toString());
  }

  @Test
  void givesVectorsOfItsSpace() throws Exception {
    assertEquals("lite-1-384", model.space().id());
    assertEquals(384, seen("cat.jpg").vector().dimension());
    assertEquals(384, text("").dimension());
  }

  @Test
  void putsSentencesOfOneMeaningTogether() throws Exception {
    float[] kitten = text("a small kitten").toFloats();
    assertTrue(dot(kitten, text("a young cat").toFloats()) > 0.6);
    assertTrue(dot(kitten, text("a railway bridge").toFloats()) < 0.3);
  }

  @Test
  void givesTheSameVectorAloneAndInABatch() throws Exception {
    Path cat = PICTURES.resolve("cat.jpg");
    List<ImageOutcome> batch = images(List.of(PICTURES.resolve("rocket.jpg"), cat));
    ImageOutcome.Seen inBatch = assertInstanceOf(ImageOutcome.Seen.class, batch.get(1));
    double cosine = dot(inBatch.vector().toFloats(), seen("cat.jpg").vector().toFloats());
    assertTrue(cosine > 0.9999, "cosine " + cosine);
  }

  @Test
  void refusesOneBadProxyAndServesTheOthers(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("a.jpg"), "no picture");
    byte[] whole = Files.readAllBytes(PICTURES.resolve("cat.jpg"));
    Path empty = Files.write(folder.resolve("empty.jpg"), new byte[0]);
    Path header = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, 100));
    List<ImageOutcome> outcomes =
        images(
            List.of(
                folder.resolve("missing.jpg"), text, PICTURES.resolve("cat.jpg"), empty, header));
    assertEquals(ErrorCode.PROXY_MISSING, refusal(outcomes.get(0)));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal(outcomes.get(1)));
    assertInstanceOf(ImageOutcome.Seen.class, outcomes.get(2));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal(outcomes.get(3)));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal(outcomes.get(4)));
  }

  @Test
  void answersAQueryWhilePicturesWait() throws Exception {
    CompletableFuture<List<ImageOutcome>> pictures =
        model
            .embedImages(Collections.nCopies(60, PICTURES.resolve("cat.jpg")))
            .toCompletableFuture();
    text("a dog");
    assertFalse(pictures.isDone());
    assertEquals(60, pictures.get(60, TimeUnit.SECONDS).size());
  }

  @Test
  void cutsTextThatIsTooLong() throws Exception {
    assertEquals(384, text("cat ".repeat(50_000)).dimension());
  }

  private static ErrorCode refusal(ImageOutcome outcome) {
    return assertInstanceOf(ImageOutcome.Refused.class, outcome).failure().code();
  }

  private static ImageOutcome.Seen seen(String file) throws Exception {
    return assertInstanceOf(
        ImageOutcome.Seen.class, images(List.of(PICTURES.resolve(file))).get(0));
  }

  private static List<ImageOutcome> images(List<Path> files) throws Exception {
    return model.embedImages(files).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Embedding text(String text) throws Exception {
    return model.embedText(text).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
