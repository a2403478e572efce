package dev.muninn.ingest.media;

import com.drew.metadata.Metadata;
import dev.muninn.ingest.media.child.DecoderMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a decoder JVM is started: its class path, what it runs, its flags. */
record DecoderCommand(List<Path> classPath, String mainClass, long heap) {
  private static final List<String> TWELVE_MONKEYS =
      List.of(
          "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReader",
          "com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReader",
          "com.twelvemonkeys.imageio.plugins.webp.WebPImageReader",
          "com.twelvemonkeys.imageio.metadata.Directory",
          "com.twelvemonkeys.imageio.ImageReaderBase",
          "com.twelvemonkeys.image.ImageUtil",
          "com.twelvemonkeys.io.FileUtil",
          "com.twelvemonkeys.lang.StringUtil");

  DecoderCommand {
    classPath = List.copyOf(classPath);
  }

  /** The real child: our own classes, TwelveMonkeys, metadata-extractor with its XMP parser. */
  static DecoderCommand ofDecoderMain(long heap) {
    Set<Path> path = new LinkedHashSet<>();
    path.add(placeOf(DecoderMain.class));
    path.add(placeOf(Metadata.class));
    path.add(placeOf(com.adobe.internal.xmp.XMPMeta.class));
    for (String name : TWELVE_MONKEYS) {
      try {
        path.add(placeOf(Class.forName(name, false, DecoderCommand.class.getClassLoader())));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("a library of the decoder is missing: " + name, e);
      }
    }
    return new DecoderCommand(new ArrayList<>(path), DecoderMain.class.getName(), heap);
  }

  /** The jar or folder that a class comes from. */
  static Path placeOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("no place known for " + type.getName());
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a strange place of " + type.getName(), e);
    }
  }

  /** The argument list; no word of it comes from outside. */
  List<String> arguments() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx" + heap);
    words.add("-Xms16m");
    words.add("-Xss1m");
    words.add("-XX:+UseSerialGC");
    words.add("-XX:ReservedCodeCacheSize=32m");
    words.add("-XX:MaxDirectMemorySize=16m");
    words.add("-XX:MinHeapFreeRatio=10");
    words.add("-XX:MaxHeapFreeRatio=30");
    words.add("-XX:-UsePerfData");
    words.add("-XX:-CreateCoredumpOnCrash");
    words.add("-XX:ErrorFile=/dev/null");
    words.add("-Xshare:auto");
    words.add("-Xlog:disable");
    words.add("-Djava.awt.headless=true");
    words.add("-Dfile.encoding=UTF-8");
    words.add("-Duser.timezone=UTC");
    words.add("-cp");
    words.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    words.add(mainClass);
    return words;
  }
}
