package dev.muninn.gpu.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where DJL unpacks its native libraries, or finds others. They are unpacked when a pack first
 * needs them and stay; nothing is ever downloaded. DJL reads system properties, so this is once a
 * process.
 */
final class Natives {
  private static final String LIBTORCH = "PYTORCH_LIBRARY_PATH";

  /** Of the PyTorch that DJL's natives for CUDA were made for: the folder in pytorch-jni's jar. */
  private static final String CUDA_FLAVOUR = "cu128";

  private static final String VERSION = "2.7.1";

  private Natives() {}

  /** Must come before the first use of any class of DJL. */
  static void prepare(Optional<Path> folder) {
    folder.ifPresent(
        path -> {
          setUnlessSet("DJL_CACHE_DIR", path.toString());
          setUnlessSet("ENGINE_CACHE_DIR", path.toString());
        });
    // else DJL asks the cloud's metadata service where it runs, and calls home
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    // two OpenMP threads spin each other to death on a shared core
    setUnlessSet("ai.djl.pytorch.num_threads", "1");
    setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    given(LIBTORCH).map(Path::of).ifPresent(Natives::prepareLibtorch);
  }

  /** DJL takes a libtorch for one without CUDA, of another build of C++, unless it is told. */
  private static void prepareLibtorch(Path folder) {
    setUnlessSet("PYTORCH_VERSION", VERSION);
    setUnlessSet("PYTORCH_FLAVOR", flavourOf(folder));
  }

  static String flavourOf(Path libtorch) {
    return Files.exists(libtorch.resolve(System.mapLibraryName("torch_cuda")))
        ? CUDA_FLAVOUR
        : "cpu";
  }

  private static Optional<String> given(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(property)))
        .filter(value -> !value.isBlank());
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null && System.getenv(property) == null) {
      System.setProperty(property, value);
    }
  }
}
