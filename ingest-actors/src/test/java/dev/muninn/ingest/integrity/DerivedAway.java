package dev.muninn.ingest.integrity;

import dev.muninn.blob.DerivedStore;
import dev.muninn.media.DerivedKey;
import java.nio.file.Path;

/** Derived files whose disk is not mounted; nothing else may be asked of it. */
final class DerivedAway implements DerivedStore {
  @Override
  public boolean isThere() {
    return false;
  }

  @Override
  public Path path(DerivedKey key) {
    throw away();
  }

  @Override
  public void adopt(Path finished, DerivedKey key) {
    throw away();
  }

  @Override
  public void discard(DerivedKey key) {
    throw away();
  }

  @Override
  public Workbench workbench() {
    throw away();
  }

  private static IllegalStateException away() {
    return new IllegalStateException("its disk is not mounted");
  }
}
