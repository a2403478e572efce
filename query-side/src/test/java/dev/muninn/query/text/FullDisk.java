package dev.muninn.query.text;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A disk that takes no more files while it is full. */
public final class FullDisk {
  private volatile boolean full;

  /** A text index on this disk. */
  public TextIndex open(Path folder) {
    return TextIndex.open(folder, this::before);
  }

  public void fill() {
    full = true;
  }

  public void makeRoom() {
    full = false;
  }

  private Directory before(Directory files) {
    return new FilterDirectory(files) {
      @Override
      public IndexOutput createOutput(String name, IOContext context) throws IOException {
        taking();
        return super.createOutput(name, context);
      }

      @Override
      public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
          throws IOException {
        taking();
        return super.createTempOutput(prefix, suffix, context);
      }
    };
  }

  private void taking() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }
}
