package dev.muninn.gpu.pack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.muninn.embedding.EmbeddingSpace;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code pack.json} says: the two towers, the space they share, the files, the terms. */
public record PackManifest(
    String name,
    String title,
    EmbeddingSpace space,
    Engine engine,
    ImageSpec image,
    TextSpec text,
    Optional<LabelSpec> labels,
    List<PackFile> files,
    List<Licence> licences,
    Optional<Download> download) {
  /** The manifest's name in its pack. */
  public static final String FILE = "pack.json";

  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public PackManifest {
    requireName(name);
    title = title == null ? name : title;
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(text, "text");
    files = List.copyOf(Objects.requireNonNull(files, "files"));
    licences = licences == null ? List.of() : List.copyOf(licences);
    requireListed(files, image, text, labels);
  }

  static void requireName(String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a pack's name is made of a-z, 0-9 and '-', not '" + name + "'");
    }
  }

  private static void requireListed(
      List<PackFile> files, ImageSpec image, TextSpec text, Optional<LabelSpec> labels) {
    Set<String> listed = new HashSet<>();
    for (PackFile file : files) {
      if (!listed.add(file.path())) {
        throw new IllegalArgumentException("the file " + file.path() + " is listed twice");
      }
    }
    Stream<String> used = Stream.of(image.file(), text.file(), text.tokenizer());
    Stream<String> more = labels.stream().flatMap(l -> Stream.of(l.names(), l.vectors()));
    Stream.of(used, image.half().stream(), more)
        .flatMap(paths -> paths)
        .filter(path -> !listed.contains(path))
        .findFirst()
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(path + " is used but not listed under files");
            });
  }

  /**
   * Reads a manifest.
   *
   * @throws PackException when it is no JSON, lacks something, or says something impossible
   */
  public static PackManifest parse(byte[] json, String where) throws PackException {
    if (json.length > MAX_BYTES) {
      throw new PackException("The manifest of " + where + " is larger than 1 MiB.");
    }
    try {
      return JSON.readValue(json, PackManifest.class);
    } catch (JsonMappingException e) {
      String at = e.getPathReference().replaceAll("[a-z.]*\\.(\\w+)\\[", "$1[");
      throw new PackException(
          "The manifest of " + where + " is wrong: " + e.getOriginalMessage() + " (" + at + ")", e);
    } catch (IOException e) {
      throw new PackException("pack.json of " + where + " is no JSON: " + e.getMessage(), e);
    }
  }

  /** The manifest as {@code pack.json} holds it. */
  byte[] toJson() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  PackManifest withFiles(List<PackFile> replaced) {
    return new PackManifest(
        name, title, space, engine, image, text, labels, replaced, licences, download);
  }

  /** The sizes of all files together. */
  public long bytes() {
    return files.stream().mapToLong(PackFile::bytes).sum();
  }
}
