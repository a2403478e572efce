package dev.muninn.gpu.pack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of the cluster that give their packs to others ({@link PackShare}). One pack is fetched
 * at a time; one that broke off goes on where it was. Blocks; thread-safe.
 */
public final class PackOwners {
  private final HttpClient client;
  private final List<URI> owners;

  /**
   * @param client that the owners answer; it must know that they are of this cluster
   * @param owners {@code https://host:port}, asked in this order
   */
  public PackOwners(HttpClient client, List<URI> owners) {
    this.client = client;
    this.owners = List.copyOf(owners);
  }

  /**
   * Brings a pack into the folder, checked, whole or not at all.
   *
   * @throws PackException with words when no owner gives it, or the bytes are not what they should
   *     be
   */
  public synchronized void fetch(String name, ModelPacks packs, PullProgress progress)
      throws IOException {
    List<String> refusals = new ArrayList<>();
    for (URI owner : owners) {
      try {
        fetch(name, owner, packs, progress);
        return;
      } catch (PackException refused) {
        refusals.add(owner.getHost() + ": " + refused.getMessage());
      }
    }
    throw new PackException(
        "The pack "
            + name
            + " is not here, and no core node gave it ("
            + (refusals.isEmpty() ? "none is known" : String.join(" ", refusals))
            + "). It is asked for again; or copy it by hand: 'muninn models add FOLDER'.");
  }

  private void fetch(String name, URI owner, ModelPacks packs, PullProgress progress)
      throws IOException {
    Download source = new Download(owner.resolve("/" + PackShare.PREFIX + "/" + name + "/"));
    PackDownload download = new PackDownload(client, Egress.only(owner));
    Path json = packs.partial(name).resolve(PackManifest.FILE);
    // of an earlier attempt: the owner may have another one now
    Files.deleteIfExists(json);
    download.fetch(source, PackFile.unknown(PackManifest.FILE), json, progress);
    PackManifest manifest = ModelPack.manifestOf(new PackSource.Folder(packs.partial(name)));
    if (!manifest.name().equals(name)) {
      throw new PackException("It calls the pack " + manifest.name() + '.');
    }
    packs.pull(manifest, source, download, progress);
  }
}
