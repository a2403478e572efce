package dev.muninn.gpu.runtime;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where DJL unpacks its native libraries. They are unpacked when a pack first needs them and stay;
 * nothing is ever downloaded. DJL reads system properties, so this is once a process.
 */
final class Natives {
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
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null && System.getenv(property) == null) {
      System.setProperty(property, value);
    }
  }
}
