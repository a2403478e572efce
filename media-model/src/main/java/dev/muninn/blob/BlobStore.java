package dev.muninn.blob;

import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The pool of originals (port), content-addressed. Blocking. Write order, always: temporary file in
 * the same file system, fsync, atomic rename, fsync of the directory and of every folder newly
 * made.
 */
public interface BlobStore {

  /** Moves or copies a synced file into the pool; equal bytes that are there already are kept. */
  void adopt(Path synced, BlobKey key) throws IOException;

  /**
   * Copies {@code from} into the pool, hashing on the way.
   *
   * @throws ContentChangedException when the bytes do not have the hash that they should
   */
  void copy(Path from, ContentHash expected, BlobKey key) throws IOException;

  /**
   * Whether the blob is there with these bytes; reads all of it when the size (bytes) is right.
   *
   * @throws IOException when it is there and cannot be read
   */
  boolean isWhole(BlobKey key, ContentHash expected, long size) throws IOException;

  /** Where the blob lies; it may be missing. */
  Path path(BlobKey key);

  /**
   * The name of the volume, for events: the label of the pool's file system, or its path's hash.
   */
  String volume();
}
