package dev.muninn.node.cli;

import dev.muninn.media.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the files to add. Below a folder, hidden names and symbolic links are passed over; a file
 * that was named itself is always taken. What Muninn cannot take in is told apart by its first
 * bytes, so that it need not travel.
 */
final class FileWalk {

  private FileWalk() {}

  /** A file to send. */
  record Found(Path path, long size) {}

  /** What a walk found: files to send, files of other kinds, files and folders not readable. */
  record Findings(List<Found> files, List<Path> unsupported, List<Trouble> troubles) {
    long bytes() {
      return files.stream().mapToLong(Found::size).sum();
    }
  }

  /** A file that could not be taken, and why. */
  record Trouble(Path path, String words) {}

  static Findings of(List<Path> roots) {
    Findings findings = new Findings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Path root : roots) {
      if (!Files.exists(root)) {
        findings.troubles().add(new Trouble(root, "There is no such file or folder."));
      } else if (Files.isDirectory(root)) {
        walk(root, findings);
      } else {
        take(root, findings, true);
      }
    }
    return findings;
  }

  private static void walk(Path root, Findings findings) {
    try {
      Files.walkFileTree(root, new Visitor(root, findings));
    } catch (IOException trouble) {
      findings.troubles().add(new Trouble(root, "The folder cannot be read."));
    }
  }

  private static void take(Path file, Findings findings, boolean named) {
    try {
      long size = Files.size(file);
      if (size == 0) {
        findings.troubles().add(new Trouble(file, "The file is empty."));
      } else if (!media(file)) {
        if (named) {
          findings.troubles().add(new Trouble(file, "This kind of file is not taken in."));
        } else {
          findings.unsupported().add(file);
        }
      } else {
        findings.files().add(new Found(file, size));
      }
    } catch (IOException trouble) {
      findings.troubles().add(new Trouble(file, "The file cannot be read."));
    }
  }

  private static boolean media(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Signature.sniff(in.readNBytes(Signature.HEAD_BYTES)).isPresent();
    }
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Findings findings;

    Visitor(Path root, Findings findings) {
      this.root = root;
      this.findings = findings;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && hidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !hidden(file)) {
        take(file, findings, false);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException trouble) {
      findings.troubles().add(new Trouble(file, "It cannot be read."));
      return FileVisitResult.CONTINUE;
    }

    private static boolean hidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
