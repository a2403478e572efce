package dev.muninn.ingest.storage;

import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.StagingArea;
import dev.muninn.media.OrgId;
import dev.muninn.media.StagedRef;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The staging area as one flat folder (0700): {@code <ref>} is sealed, {@code <ref>.part} is being
 * received or was left by a crash. Thread-safe; each {@link StagedWrite} belongs to one thread at a
 * time.
 */
public final class FileStagingArea implements StagingArea {

  private static final Logger LOG = LoggerFactory.getLogger(FileStagingArea.class);
  private static final Pattern REF = Pattern.compile("[a-z2-7]{26}");
  static final String PART = ".part";

  private final Disk disk;
  private final Path folder;
  private final DiskFloor floor;

  FileStagingArea(Disk disk, Path folder, DiskFloor floor) {
    this.disk = disk;
    this.folder = folder;
    this.floor = floor;
  }

  @Override
  public StagedWrite begin(OrgId org) throws IOException {
    floor.check();
    StagedRef ref = StagedRef.random();
    try {
      return new StagedFile(disk, floor, ref, part(), path(ref));
    } catch (IOException e) {
      throw DiskFloor.translated(e);
    }
  }

  @Override
  public Path path(StagedRef ref) {
    return folder.resolve(ref.value());
  }

  @Override
  public void discard(StagedRef ref) throws IOException {
    Files.deleteIfExists(path(ref));
  }

  /** A fresh name for a file that is not whole yet; swept when it gets old. */
  Path part() {
    return folder.resolve(StagedRef.random().value() + PART);
  }

  /**
   * Deletes what was last written before {@code olderThan} and is either unfinished or unknown to
   * {@code referenced}, and what was left unfinished before {@code lifeBegan}: whoever wrote it is
   * dead.
   *
   * @return how many files were deleted
   */
  public int sweep(Instant olderThan, Instant lifeBegan, Predicate<StagedRef> referenced)
      throws IOException {
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean ofTheDead = isPart(file) && isOld(file, lifeBegan);
        if (ofTheDead || (isOld(file, olderThan) && isOrphan(file, referenced))) {
          Files.deleteIfExists(file);
          swept++;
        }
      }
    }
    if (swept > 0) {
      LOG.info("swept staged files count={}", swept);
    }
    return swept;
  }

  private static boolean isOld(Path file, Instant olderThan) throws IOException {
    try {
      return Files.isRegularFile(file)
          && Files.getLastModifiedTime(file).toInstant().isBefore(olderThan);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isPart(Path file) {
    return file.getFileName().toString().endsWith(PART);
  }

  private static boolean isOrphan(Path file, Predicate<StagedRef> referenced) {
    String name = file.getFileName().toString();
    if (isPart(file)) {
      return true;
    }
    return REF.matcher(name).matches() && !referenced.test(new StagedRef(name));
  }
}
