package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** ONNX Runtime 1.29 and newer send what they run to its maker, before they can be told not to. */
class OnnxPrivacyTest {
  private static final String COLLECTOR = "events.data.microsoft.com";

  @Test
  void noNativeLibraryForLinuxOrMacKnowsWhereToReport() throws IOException {
    URL jar = OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation();
    List<String> looked = new ArrayList<>();
    try (InputStream file = Files.newInputStream(Path.of(jar.getPath()));
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (isLibrary(entry.getName().toLowerCase(Locale.ROOT))) {
          looked.add(entry.getName());
          String content = new String(entries.readAllBytes(), StandardCharsets.ISO_8859_1);
          assertFalse(content.contains(COLLECTOR), entry.getName());
        }
      }
    }
    assertNotEquals(List.of(), looked);
  }

  private static boolean isLibrary(String name) {
    return name.contains("libonnxruntime.") && (name.endsWith(".so") || name.endsWith(".dylib"));
  }
}
