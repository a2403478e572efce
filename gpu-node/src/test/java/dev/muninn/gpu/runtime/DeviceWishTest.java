package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.gpu.pack.PackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceWishTest {

  @ParameterizedTest
  @CsvSource({
    "auto, 0, cpu",
    "auto, 2, cuda:0",
    "cpu, 2, cpu",
    "cuda, 1, cuda:0",
    "cuda:1, 2, cuda:1"
  })
  void takesWhatIsThere(String wish, int found, String device) throws PackException {
    assertEquals(device, DeviceWish.parse(wish).among(found, "hint").toString());
  }

  @Test
  void saysHowToGetADeviceThatIsNotThere() {
    PackException refused =
        assertThrows(PackException.class, () -> DeviceWish.parse("cuda:1").among(1, "buy one"));
    assertEquals("There is no cuda:1 (CUDA devices found: 1): buy one", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:64", "CPU"})
  void refusesOtherWords(String words) {
    assertThrows(IllegalArgumentException.class, () -> DeviceWish.parse(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 512.00 MiB",
        "Failed to allocate memory for requested buffer of size 4194304",
        "CUDA failure 2: out of memory ; GPU=0",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED"
      })
  void knowsWhatEnginesSayWhenMemoryIsShort(String words) {
    assertInstanceOf(
        DeviceMemoryException.class,
        DeviceMemoryException.of("engine", new IllegalStateException(words)));
    assertEquals(
        ModelException.class,
        DeviceMemoryException.of("engine", new IllegalStateException("bad shape")).getClass());
  }

  @Test
  void knowsALibtorchThatKnowsCuda(@TempDir Path libtorch) throws IOException {
    assertEquals("cpu", Natives.flavourOf(libtorch));
    Files.createFile(libtorch.resolve(System.mapLibraryName("torch_cuda")));
    assertTrue(Natives.flavourOf(libtorch).startsWith("cu"));
  }
}
