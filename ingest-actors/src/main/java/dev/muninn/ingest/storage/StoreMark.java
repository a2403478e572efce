package dev.muninn.ingest.storage;

import dev.muninn.blob.StoreAwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Tells the store of the cluster from an empty mount point: the file {@code .muninn-store} in the
 * pool holds the id that the database knows (ADR 18). Thread-safe; a good answer is kept for a
 * second.
 */
public final class StoreMark {
  /** Its name in the pool. */
  public static final String FILE = ".muninn-store";

  /** The folders of a node that is alone are its own. */
  static final StoreMark OWN = new StoreMark(null, "");

  private static final long KEPT_NS = 1_000_000_000L;

  private final Path file;
  private final String id;
  private volatile long seenNs = Long.MIN_VALUE;

  private StoreMark(Path file, String id) {
    this.file = file;
    this.id = id;
  }

  /**
   * The mark of a pool that several nodes share. A store without an id, and a pool that has files
   * and no mark (of a node that was alone), are marked; an empty pool where the database knows a
   * store is a mount point.
   *
   * @param ids what the database knows
   */
  static StoreMark of(Path pool, StoreIds ids) throws IOException {
    Path file = pool.resolve(FILE);
    Optional<String> here = read(file);
    Optional<String> known = ids.known();
    if (known.isEmpty()) {
      String wanted = here.isPresent() ? here.get() : written(file, StoreIds.fresh());
      String first = ids.offer(wanted);
      if (here.isEmpty() && !first.equals(wanted)) {
        Files.deleteIfExists(file);
      }
      return new StoreMark(file, first);
    }
    if (here.isEmpty() && hasFiles(pool)) {
      written(file, known.get());
    }
    return new StoreMark(file, known.get());
  }

  /** Whether the store is there now. */
  public boolean isThere() {
    boolean fresh = seenNs != Long.MIN_VALUE && System.nanoTime() - seenNs < KEPT_NS;
    if (fresh) {
      return true;
    }
    return look();
  }

  /** As the other one, and does not trust an answer of a moment ago. */
  public boolean look() {
    if (file == null) {
      return true;
    }
    boolean there = read(file).filter(id::equals).isPresent();
    seenNs = there ? System.nanoTime() : Long.MIN_VALUE;
    return there;
  }

  /**
   * Before each write, so always looked at: nothing may be hidden beneath a mount point.
   *
   * @throws StoreAwayException when the store is not there
   */
  void require() throws StoreAwayException {
    if (!look()) {
      throw new StoreAwayException(words());
    }
  }

  /** Why it is not there, for a user. */
  public String words() {
    String seen =
        read(file)
            .map(other -> "holds the store " + other)
            .orElse("has no file " + FILE + ": is its disk mounted?");
    return "The store of the originals is away on this node: the folder pool "
        + seen
        + " (wanted is store "
        + id
        + "). It goes on by itself when it is there again.";
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      // as good as missing
      return Optional.empty();
    }
  }

  private static String written(Path file, String id) throws IOException {
    try {
      Files.write(
          file,
          (id + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      return id;
    } catch (FileAlreadyExistsException e) {
      // another node that sees the same folder was faster
      return read(file).filter(other -> !other.isEmpty()).orElseThrow(() -> new IOException(e));
    }
  }

  private static boolean hasFiles(Path pool) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(pool)) {
      return entries.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
