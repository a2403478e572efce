package dev.muninn.ingest.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Paths beneath the root of a source as text. A path that text can hold is itself, with slashes;
 * one that it cannot (a name that is not UTF-8, from an old disk or a foreign system) is written
 * with its bytes percent-encoded behind {@code //}, which no relative path begins with. Either
 * comes back as the very same file.
 */
public final class SourcePaths {

  private static final String ENCODED = "//";

  private SourcePaths() {}

  /** The text of {@code file}, which lies beneath {@code root}. */
  public static String textOf(Path root, Path file) {
    Path relative = root.relativize(file);
    String text = relative.toString();
    if (text.indexOf('\uFFFD') < 0 && text.indexOf('\0') < 0 && parsesTo(text, relative)) {
      return text;
    }
    String base = withSlash(root.toUri().getRawPath());
    return ENCODED + file.toUri().getRawPath().substring(base.length());
  }

  /**
   * The file that {@code text} names beneath {@code root}, or empty when it names none: absolute,
   * climbing out with {@code ..}, or no path at all. Says nothing of links.
   */
  public static Optional<Path> resolve(Path root, String text) {
    try {
      Path file = text.startsWith(ENCODED) ? decoded(root, text) : root.resolve(text);
      Path normal = file.normalize();
      boolean beneath = normal.startsWith(root) && !normal.equals(root) && normal.equals(file);
      return beneath ? Optional.of(normal) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The last name of a path, to be shown: at most 255 characters, never empty. */
  public static String nameOf(String text) {
    String name = text.substring(text.lastIndexOf('/') + 1);
    return name.length() > 255 ? name.substring(0, 255) : name;
  }

  private static boolean parsesTo(String text, Path relative) {
    try {
      return Path.of(text).equals(relative);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path decoded(Path root, String text) throws URISyntaxException {
    String base = withSlash(root.toUri().getRawPath());
    return Path.of(new URI("file://" + base + text.substring(ENCODED.length())));
  }

  private static String withSlash(String rawPath) {
    return rawPath.endsWith("/") ? rawPath : rawPath + "/";
  }
}
