package dev.muninn.gpu.pack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The model packs of a node: those inside the program and those in {@code DIR/models/NAME}. Blocks
 * on files; thread-safe as long as one process uses the folder.
 */
public final class ModelPacks {
  /** The pack that is there without a download. */
  public static final String DEFAULT = "lite";

  private static final List<String> BUNDLED = List.of(DEFAULT);
  private static final List<String> PULLABLE = List.of("clip-vit-b-32");
  private static final String CHOSEN = "chosen";
  private final Path folder;

  public ModelPacks(Path folder) {
    this.folder = folder;
  }

  /** Where a pack stands. */
  public enum State {
    READY,
    BROKEN,
    NOT_PULLED
  }

  /** A line of the list; what is wrong is empty unless the pack is broken. */
  public record Listing(
      String name,
      String title,
      Optional<String> space,
      long bytes,
      State state,
      boolean chosen,
      Optional<String> trouble) {}

  /** All packs by name; manifests are read, checksums are not computed. */
  public List<Listing> list() throws IOException {
    List<Listing> all = new ArrayList<>();
    String chosen = chosen();
    for (String name : BUNDLED) {
      all.add(listing(name, new PackSource.Bundled(name), State.READY, chosen));
    }
    List<String> own = ownNames();
    for (String name : own) {
      all.add(listing(name, new PackSource.Folder(folder.resolve(name)), State.READY, chosen));
    }
    for (String name : PULLABLE) {
      if (!own.contains(name)) {
        all.add(listing(name, new PackSource.Bundled(name), State.NOT_PULLED, chosen));
      }
    }
    all.sort(Comparator.comparing(Listing::name));
    return all;
  }

  private static Listing listing(String name, PackSource source, State state, String chosen) {
    boolean isChosen = name.equals(chosen);
    try {
      PackManifest found = ModelPack.manifestOf(source);
      return new Listing(
          name,
          found.title(),
          Optional.of(found.space().id()),
          found.bytes(),
          state,
          isChosen,
          Optional.empty());
    } catch (PackException e) {
      return new Listing(
          name, name, Optional.empty(), 0, State.BROKEN, isChosen, Optional.of(e.getMessage()));
    }
  }

  private List<String> ownNames() throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (Files.isRegularFile(entry.resolve(PackManifest.FILE))) {
            names.add(entry.getFileName().toString());
          }
        }
      }
    }
    return names.stream().filter(name -> !name.startsWith(".")).sorted().toList();
  }

  /** The pack chosen by {@link #choose}, else lite. */
  public String chosen() throws IOException {
    try {
      return Files.readString(folder.resolve(CHOSEN)).strip();
    } catch (NoSuchFileException e) {
      return DEFAULT;
    }
  }

  /**
   * Opens a pack and checks all its files.
   *
   * @throws PackException when there is none of that name, or it is damaged
   */
  public ModelPack open(String name) throws PackException {
    return ModelPack.open(source(name));
  }

  /** Whether one of that name is here, good or damaged. */
  public boolean has(String name) {
    return BUNDLED.contains(name) || Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  PackSource source(String name) throws PackException {
    requireName(name);
    Path own = folder.resolve(name);
    if (Files.isRegularFile(own.resolve(PackManifest.FILE))) {
      return new PackSource.Folder(own);
    }
    if (BUNDLED.contains(name)) {
      return new PackSource.Bundled(name);
    }
    throw new PackException(
        PULLABLE.contains(name)
            ? "The pack " + name + " is not here yet: run 'muninn models pull " + name + "'."
            : "There is no pack called " + name + ": 'muninn models list' shows those that are.");
  }

  /**
   * Downloads a pack that has a download source; one that broke off goes on where it was.
   *
   * @throws PackException with words when there is no network, or the bytes are not what they
   *     should be
   */
  public void pull(String name, PullProgress progress) throws IOException {
    requireName(name);
    if (!PULLABLE.contains(name)) {
      throw new PackException(
          "There is no download for a pack called " + name + ": only for " + PULLABLE + ".");
    }
    PackManifest manifest = ModelPack.manifestOf(new PackSource.Bundled(name));
    pull(manifest, new PackDownload(Egress.publicHosts()), progress);
  }

  void pull(PackManifest manifest, PackDownload client, PullProgress progress) throws IOException {
    Download source =
        manifest
            .download()
            .orElseThrow(
                () -> new PackException("The pack " + manifest.name() + " has no download."));
    pull(manifest, source, client, progress);
  }

  /** Where a pack lies until it is whole. */
  Path partial(String name) throws PackException {
    requireName(name);
    return folder.resolve(".pulling-" + name);
  }

  void pull(PackManifest manifest, Download source, PackDownload client, PullProgress progress)
      throws IOException {
    String name = manifest.name();
    Path target = folder.resolve(name);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new PackException("The pack " + name + " is here already.");
    }
    Path partial = partial(name);
    List<PackFile> fetched = new ArrayList<>();
    for (PackFile file : manifest.files()) {
      fetched.add(client.fetch(source, file, partial.resolve(file.path()), progress));
    }
    Files.write(partial.resolve(PackManifest.FILE), manifest.withFiles(fetched).toJson());
    ModelPack.open(new PackSource.Folder(partial));
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Copies a pack into the folder, under the name its manifest gives; whole or not at all.
   *
   * @return the name
   * @throws PackException when it is no good pack, or one of that name is there
   */
  public String add(Path pack) throws IOException {
    ModelPack checked = ModelPack.open(new PackSource.Folder(pack));
    PackManifest manifest = checked.manifest();
    Path target = folder.resolve(manifest.name());
    if (BUNDLED.contains(manifest.name()) || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new PackException(
          "There is a pack called " + manifest.name() + " already: give the new one another name.");
    }
    Files.createDirectories(folder);
    Path partial = Files.createTempDirectory(folder, ".adding-");
    try {
      for (PackFile file : manifest.files()) {
        Path to = partial.resolve(file.path());
        Files.createDirectories(to.getParent());
        Files.copy(pack.resolve(file.path()), to);
      }
      Files.write(partial.resolve(PackManifest.FILE), manifest.toJson());
      ModelPack.open(new PackSource.Folder(partial));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(partial);
    }
    return manifest.name();
  }

  /**
   * The pack that is loaded first at the next start. Of a node whose journal names an active space
   * it is a hint that saves a second, of a new one it is the choice.
   *
   * @throws PackException when the pack is no good
   */
  public void choose(String name) throws IOException {
    if (name.equals(chosen())) {
      return;
    }
    open(name);
    Files.createDirectories(folder);
    Path partial = Files.createTempFile(folder, ".chosen-", "");
    Files.writeString(partial, name + System.lineSeparator());
    Files.move(
        partial,
        folder.resolve(CHOSEN),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void requireName(String name) throws PackException {
    try {
      PackManifest.requireName(name);
    } catch (IllegalArgumentException e) {
      throw new PackException(e.getMessage(), e);
    }
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
