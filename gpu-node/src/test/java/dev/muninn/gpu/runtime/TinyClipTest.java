package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against open_clip's own outputs: tools/model-packs/tiny-clip/export.py. */
class TinyClipTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "tiny-clip");
  private static final float TOLERANCE = 1e-4f;

  @ParameterizedTest
  @ValueSource(strings = {"onnx", "torchscript"})
  void givesTheVectorsOfOpenClip(String engine) throws Exception {
    JsonNode goldens = goldens();
    RuntimeSettings settings =
        new RuntimeSettings(1, 8, Duration.ofMillis(5), Optional.of(Path.of("target", "natives")));
    try (PackModel model = PackModel.load(pack(engine), settings)) {
      for (JsonNode golden : goldens.get("texts")) {
        Embedding vector =
            model
                .embedText(golden.get("text").asText())
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertNear(golden, vector);
      }
      List<Path> files =
          StreamSupport.stream(goldens.get("pictures").spliterator(), false)
              .map(golden -> FOLDER.resolve(golden.get("file").asText()))
              .toList();
      List<ImageOutcome> outcomes =
          model.embedImages(files).toCompletableFuture().get(30, TimeUnit.SECONDS);
      for (int i = 0; i < outcomes.size(); i++) {
        ImageOutcome.Seen seen = assertInstanceOf(ImageOutcome.Seen.class, outcomes.get(i));
        assertNear(goldens.get("pictures").get(i), seen.vector());
      }
    }
  }

  @Test
  void makesTheTokensOfOpenClip() throws Exception {
    Natives.prepare(Optional.empty());
    try (TextTokenizer tokenizer = TextTokenizer.of(pack("onnx"))) {
      for (JsonNode golden : goldens().get("texts")) {
        long[] expected =
            StreamSupport.stream(golden.get("ids").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
        String text = golden.get("text").asText();
        assertArrayEquals(expected, tokenizer.encode(text).ids(), text);
      }
    }
  }

  @Test
  void scalesPicturesAsPillowDoes() throws Exception {
    Preprocessing preprocessing = new Preprocessing(pack("onnx").manifest().image());
    for (JsonNode golden : goldens().get("pictures")) {
      String file = golden.get("file").asText();
      float[] floats = new float[preprocessing.length()];
      preprocessing.write(Pixels.of(ImageIO.read(FOLDER.resolve(file).toFile())), floats, 0);
      for (int i = 0; i < golden.get("pixels").size(); i++) {
        double expected = golden.get("pixels").get(i).asDouble();
        assertEquals(expected, floats[97 * i], 1e-5, file + " at " + 97 * i);
      }
    }
  }

  private static void assertNear(JsonNode golden, Embedding actual) {
    float[] raw = new float[golden.get("vector").size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = golden.get("vector").get(i).floatValue();
    }
    assertArrayEquals(Embedding.canonical(raw).toFloats(), actual.toFloats(), TOLERANCE);
  }

  private static JsonNode goldens() throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("goldens.json").toFile());
  }

  private static ModelPack pack(String engine) throws IOException {
    return ModelPack.open(new PackSource.Folder(FOLDER.resolve(engine)));
  }
}
