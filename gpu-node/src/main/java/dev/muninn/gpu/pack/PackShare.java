package dev.muninn.gpu.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What another node may have of the packs here: the manifest and the files that it lists. Checksums
 * are the receiver's to check. Blocks on files; thread-safe.
 */
public final class PackShare {
  /** The path at which a node gives its packs to others: {@code /packs/NAME/FILE}. */
  public static final String PREFIX = "packs";

  private final ModelPacks packs;

  public PackShare(ModelPacks packs) {
    this.packs = packs;
  }

  /** A file of so many bytes; each opening begins at its first one. */
  public record SharedFile(long bytes, Opening opening) {}

  /** Opens a file. */
  public interface Opening {
    InputStream open() throws IOException;
  }

  /**
   * Looks for a file; empty where there is no such pack, it is not whole, or it lists no such file.
   */
  public Optional<SharedFile> find(String pack, String path) throws IOException {
    PackSource source;
    PackManifest manifest;
    try {
      source = packs.source(pack);
      manifest = ModelPack.manifestOf(source);
    } catch (PackException notHere) {
      return Optional.empty();
    }
    if (path.equals(PackManifest.FILE)) {
      byte[] json = manifest.toJson();
      return Optional.of(new SharedFile(json.length, () -> new ByteArrayInputStream(json)));
    }
    return manifest.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .map(file -> new SharedFile(file.bytes(), () -> source.open(file.path())));
  }
}
