package dev.muninn.ingest.media.child;

import com.drew.imaging.FileType;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.metadata.Metadata;
import com.sun.management.ThreadMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads metadata within limits: 2 s of processor time and 64 MB of memory (security row SEC-27).
 * What does not keep to them is left behind, and the process is spoilt: it answers and ends.
 */
final class MetadataReader {
  private static final long MAX_CPU_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long MAX_WALL_NS = TimeUnit.SECONDS.toNanos(15);
  private static final long MAX_ALLOCATED = 64L << 20;
  private static final int LOOK_EVERY_MS = 10;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private volatile boolean spoilt;

  /** Whether a parse was left behind and still runs. */
  boolean spoilt() {
    return spoilt;
  }

  /** What the file holds, or empty when there is none that can be read within the limits. */
  Optional<Metadata> read(Path file, StillType type) {
    AtomicReference<Metadata> found = new AtomicReference<>();
    Thread parser = new Thread(() -> parse(file, type, found), "metadata");
    parser.setDaemon(true);
    parser.start();
    long started = System.nanoTime();
    try {
      while (parser.isAlive()) {
        parser.join(LOOK_EVERY_MS);
        if (parser.isAlive() && overLimit(parser, started)) {
          spoilt = true;
          return Optional.empty();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.ofNullable(found.get());
  }

  private boolean overLimit(Thread parser, long started) {
    return threads.getThreadCpuTime(parser.getId()) > MAX_CPU_NS
        || threads.getThreadAllocatedBytes(parser.getId()) > MAX_ALLOCATED
        || System.nanoTime() - started > MAX_WALL_NS;
  }

  private static void parse(Path file, StillType type, AtomicReference<Metadata> found) {
    try {
      if (type == StillType.TIFF) {
        // by random access: a stream would have to keep what it passed
        found.set(TiffMetadataReader.readMetadata(file.toFile()));
        return;
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        found.set(ImageMetadataReader.readMetadata(in, Files.size(file), fileType(type)));
      }
    } catch (ImageProcessingException | IOException | RuntimeException | StackOverflowError e) {
      // no metadata is a normal thing to have; damage shows when the pixels are read
      found.set(null);
    }
  }

  private static FileType fileType(StillType type) {
    return switch (type) {
      case JPEG -> FileType.Jpeg;
      case PNG -> FileType.Png;
      case WEBP -> FileType.WebP;
      case GIF -> FileType.Gif;
      case TIFF -> FileType.Tiff;
      case BMP -> FileType.Bmp;
      case HEIF -> FileType.Heif;
    };
  }
}
