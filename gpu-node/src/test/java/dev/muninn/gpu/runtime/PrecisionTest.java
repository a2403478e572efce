package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.ModelPack;
import dev.muninn.gpu.pack.PackException;
import dev.muninn.gpu.pack.PackSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pack whose float32 network is no network: it works only where the other one is taken. */
class PrecisionTest {
  private static final Path TINY = Path.of("src", "test", "resources", "tiny-clip");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path pack;

  @BeforeEach
  void withANetworkInHalfPrecision() throws IOException, NoSuchAlgorithmException {
    for (String file : List.of("text.onnx", "tokenizer.json")) {
      Files.copy(TINY.resolve("onnx").resolve(file), pack.resolve(file));
    }
    Files.copy(TINY.resolve("onnx").resolve("image.onnx"), pack.resolve("half.onnx"));
    Files.writeString(pack.resolve("image.onnx"), "no network");
    JsonNode manifest = JSON.readTree(TINY.resolve("onnx").resolve("pack.json").toFile());
    ((ObjectNode) manifest.path("image")).put("half", "half.onnx");
    ((ObjectNode) manifest).put("title", "half");
    ArrayNode files = ((ObjectNode) manifest).putArray("files");
    for (String file : List.of("image.onnx", "half.onnx", "text.onnx", "tokenizer.json")) {
      byte[] bytes = Files.readAllBytes(pack.resolve(file));
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      files.addObject().put("path", file).put("sha256", hash).put("bytes", bytes.length);
    }
    JSON.writeValue(pack.resolve("pack.json").toFile(), manifest);
  }

  private PackModel load(Precision precision) throws IOException {
    RuntimeSettings settings =
        new RuntimeSettings(
            1,
            0,
            Duration.ofMillis(5),
            Optional.of(Path.of("target", "natives")),
            DeviceWish.parse("cpu"),
            precision,
            0);
    return PackModel.load(ModelPack.open(new PackSource.Folder(pack)), settings);
  }

  @Test
  void takesTheNetworkInFloat16WhereItIsWanted() throws Exception {
    try (PackModel model = load(Precision.MIXED)) {
      List<ImageOutcome> outcomes =
          model
              .embedImages(List.of(TINY.resolve("cat.png")))
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      assertInstanceOf(ImageOutcome.Seen.class, outcomes.get(0));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"AUTO", "FLOAT32"})
  void takesTheOtherOneOnTheProcessor(Precision precision) {
    assertThrows(PackException.class, () -> load(precision));
  }
}
