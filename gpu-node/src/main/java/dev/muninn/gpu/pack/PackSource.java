package dev.muninn.gpu.pack;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of a pack lie. */
public sealed interface PackSource {

  /**
   * @throws FileNotFoundException when there is no such file
   */
  InputStream open(String path) throws IOException;

  /** The file itself, where the source is a folder. */
  Optional<Path> file(String path);

  /** For messages. */
  String words();

  /** A folder; links in it are not followed. */
  record Folder(Path root) implements PackSource {
    @Override
    public InputStream open(String path) throws IOException {
      Path file = root.resolve(path);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileNotFoundException(path);
      }
      return Files.newInputStream(file);
    }

    @Override
    public Optional<Path> file(String path) {
      return Optional.of(root.resolve(path));
    }

    @Override
    public String words() {
      return root.toString();
    }
  }

  /**
   * A pack inside this program: its own files lie under {@code packs/NAME/}, those of a library
   * (the text tower of lite) at the root of the class path.
   */
  record Bundled(String name) implements PackSource {
    @Override
    public InputStream open(String path) throws IOException {
      ClassLoader loader = PackSource.class.getClassLoader();
      InputStream own = loader.getResourceAsStream("packs/" + name + '/' + path);
      InputStream found = own == null ? loader.getResourceAsStream(path) : own;
      if (found == null) {
        throw new FileNotFoundException(path);
      }
      return found;
    }

    @Override
    public Optional<Path> file(String path) {
      return Optional.empty();
    }

    @Override
    public String words() {
      return "the bundled pack " + name;
    }
  }
}
