package dev.muninn.ingest.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The ffmpeg and ffprobe executables out of the bundled jar, unpacked once into a folder. On Linux
 * its libavdevice is replaced by one without devices (tools/ffmpeg-devices): the real one wants
 * sound and window libraries that servers lack, and capture devices are not for us.
 */
record FfmpegPrograms(Path folder, Path ffmpeg, Path ffprobe) {
  private static final String RESOURCES = "/org/bytedeco/ffmpeg/";
  private static final String OWN = "native/";

  /** Unpacks below {@code parent} unless that was done before. */
  static FfmpegPrograms unpack(Path parent) throws IOException {
    String platform = platform();
    URL ffmpeg = FfmpegPrograms.class.getResource(RESOURCES + platform + "/ffmpeg");
    if (ffmpeg == null || !(ffmpeg.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("ffmpeg for " + platform + " is not on the class path");
    }
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      Path folder = parent.resolve("ffmpeg-" + platform + '-' + versionOf(jar));
      if (!Files.isDirectory(folder)) {
        unpack(jar, platform, parent, folder);
      }
      return new FfmpegPrograms(folder, folder.resolve("ffmpeg"), folder.resolve("ffprobe"));
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return (system.contains("mac") ? "macosx-" : "linux-") + (arm ? "arm64" : "x86_64");
  }

  /** Another jar has another size, and a size needs no reading of 30 MB. */
  private static String versionOf(JarFile jar) throws IOException {
    return Long.toString(Files.size(Path.of(jar.getName())), Character.MAX_RADIX);
  }

  private static void unpack(JarFile jar, String platform, Path parent, Path folder)
      throws IOException {
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, "unpacking-");
    String prefix = RESOURCES.substring(1) + platform + '/';
    List<JarEntry> entries =
        jar.stream()
            .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
            .filter(entry -> !entry.getName().contains("libjni"))
            .toList();
    for (JarEntry entry : entries) {
      try (InputStream in = jar.getInputStream(entry)) {
        copy(in, fresh.resolve(Path.of(entry.getName()).getFileName()));
      }
    }
    replaceDevices(platform, fresh);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      remove(fresh);
    } catch (FileSystemException e) {
      remove(fresh);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void replaceDevices(String platform, Path fresh) throws IOException {
    String name = "libavdevice.so.62";
    try (InputStream own = FfmpegPrograms.class.getResourceAsStream(OWN + platform + '/' + name)) {
      if (own != null) {
        copy(own, fresh.resolve(name));
      }
    }
  }

  private static void copy(InputStream in, Path to) throws IOException {
    Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
