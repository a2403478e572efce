package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks.Fault;
import dev.muninn.cluster.DataFolder;
import dev.muninn.ingest.storage.MediaIds;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Walks the pool and the derived files of an org and names those that no item needs. An item is in
 * the journal before any file of it gets there, and files are whole when they appear, so a file
 * without an item is never one that is just being written. Files of another preview run of a living
 * item are none: the run may be under way. Blocking.
 */
final class StraySearch {
  private static final int ITEM_OF_DERIVED = 2;

  private final DataFolder data;
  private final MediaIds mediaIds;
  private final JournaledItems items;

  StraySearch(DataFolder data, MediaIds mediaIds, JournaledItems items) {
    this.data = data;
    this.mediaIds = mediaIds;
    this.items = items;
  }

  /** Whose files a folder holds is asked once a folder of derived files. */
  private final class DerivedOwner {
    private final OrgId org;
    private String id = "";
    private Optional<ItemFiles> item = Optional.empty();

    DerivedOwner(OrgId org) {
      this.org = org;
    }

    boolean needs(DerivedKey key) {
      String owner = key.value().split("/", -1)[ITEM_OF_DERIVED];
      if (!owner.equals(id)) {
        id = owner;
        item = items.of(new MediaItemKey(org, new MediaId(owner)));
      }
      return item.isPresent()
          && (item.get().derived().containsKey(key)
              || !item.get().run().equals(Optional.of(DerivedFiles.runOf(key))));
    }
  }

  /**
   * Tells each stray file, its path relative to the data folder.
   *
   * @throws InterruptedIOException when it was stopped
   */
  void search(OrgId org, BooleanSupplier stopped, Consumer<Spot> found) throws IOException {
    walk(
        data.pool(),
        org,
        stopped,
        relative -> {
          if (!isNeeded(org, relative)) {
            found.accept(stray("pool/" + relative));
          }
        });
    DerivedOwner owner = new DerivedOwner(org);
    walk(
        data.derived(),
        org,
        stopped,
        relative -> {
          if (derivedKey(relative).filter(owner::needs).isEmpty()) {
            found.accept(stray("derived/" + relative));
          }
        });
  }

  private boolean isNeeded(OrgId org, String relative) {
    BlobKey key;
    try {
      key = new BlobKey(relative);
    } catch (IllegalArgumentException e) {
      // no name of ours
      return false;
    }
    String name = relative.substring(relative.lastIndexOf('/') + 1);
    ContentHash hash = new ContentHash(name.substring(0, name.indexOf('.')));
    return items
        .of(new MediaItemKey(org, mediaIds.of(org, hash)))
        .filter(item -> item.owns(key))
        .isPresent();
  }

  private static Optional<DerivedKey> derivedKey(String relative) {
    try {
      return Optional.of(new DerivedKey(relative));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Spot stray(String file) {
    return new Spot(
        Fault.STRAY, file, Optional.empty(), "no item needs this file", Optional.empty());
  }

  private static void walk(Path root, OrgId org, BooleanSupplier stopped, Consumer<String> relative)
      throws IOException {
    Path start = root.resolve(org.value());
    if (!Files.isDirectory(start)) {
      return;
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
            if (stopped.getAsBoolean()) {
              throw new InterruptedIOException("the check is stopped");
            }
            relative.accept(root.relativize(file).toString());
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
