package dev.muninn.gpu.pack;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A pack whose manifest was read and whose files were all found to be what the manifest says.
 * Immutable; the files must not change while it is used.
 */
public final class ModelPack {
  private final PackManifest manifest;
  private final PackSource source;

  private ModelPack(PackManifest manifest, PackSource source) {
    this.manifest = manifest;
    this.source = source;
  }

  /**
   * Opens a pack and checks the SHA-256 of every file (about a gigabyte a second).
   *
   * @throws PackException when the manifest or a file is missing or is not what it should be
   */
  public static ModelPack open(PackSource source) throws PackException {
    PackManifest manifest = manifestOf(source);
    for (PackFile file : manifest.files()) {
      check(file, source);
    }
    return new ModelPack(manifest, source);
  }

  static PackManifest manifestOf(PackSource source) throws PackException {
    try (InputStream in = source.open(PackManifest.FILE)) {
      return PackManifest.parse(in.readNBytes((1 << 20) + 1), source.words());
    } catch (FileNotFoundException e) {
      throw new PackException(
          "There is no model pack at " + source.words() + ": it has no pack.json.", e);
    } catch (PackException e) {
      throw e;
    } catch (IOException e) {
      throw new PackException("pack.json of " + source.words() + " can't be read: " + e, e);
    }
  }

  private static void check(PackFile file, PackSource source) throws PackException {
    String where = file.path() + " of " + source.words();
    String expected =
        file.sha256()
            .orElseThrow(
                () -> new PackException("The checksum of " + where + " is not known: pull it."));
    try (InputStream in = source.open(file.path())) {
      Sha256.Sum sum = Sha256.of(in, file.bytes());
      if (sum.bytes() != file.bytes()) {
        throw new PackException(
            where + " should have " + file.bytes() + " bytes: it is damaged. Get the pack again.");
      }
      if (!sum.hex().equals(expected)) {
        throw new PackException(
            "The checksum of "
                + where
                + " is wrong (SHA-256 "
                + sum.hex()
                + ", expected "
                + expected
                + "). Get the pack again.");
      }
    } catch (FileNotFoundException e) {
      throw new PackException(where + " is missing. Get the pack again.", e);
    } catch (PackException e) {
      throw e;
    } catch (IOException e) {
      throw new PackException(where + " can't be read: " + e, e);
    }
  }

  public PackManifest manifest() {
    return manifest;
  }

  /** The bytes of a file of the manifest. */
  public byte[] read(String path) throws IOException {
    try (InputStream in = source.open(path)) {
      return in.readAllBytes();
    }
  }

  /** The file itself, where the pack is a folder. */
  public Optional<Path> file(String path) {
    return source.file(path);
  }
}
