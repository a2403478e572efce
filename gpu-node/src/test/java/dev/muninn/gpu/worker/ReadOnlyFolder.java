package dev.muninn.gpu.worker;

import dev.muninn.blob.DerivedStore;
import dev.muninn.media.DerivedKey;
import java.nio.file.Path;

/** Derived files in a folder, for workers: they only read. */
record ReadOnlyFolder(Path root) implements DerivedStore {
  @Override
  public Path path(DerivedKey key) {
    return root.resolve(key.value());
  }

  @Override
  public void adopt(Path finished, DerivedKey key) {
    throw new UnsupportedOperationException("the worker writes nothing");
  }

  @Override
  public void discard(DerivedKey key) {
    throw new UnsupportedOperationException("workers delete nothing");
  }

  @Override
  public Workbench workbench() {
    throw new UnsupportedOperationException("the worker writes nothing");
  }
}
