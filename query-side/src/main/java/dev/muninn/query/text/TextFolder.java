package dev.muninn.query.text;

import dev.muninn.cluster.journal.JournalOffset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the full text. Those that are damaged, or of another version, are deleted: all of it
 * comes back from the journal.
 */
final class TextFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TextFolder.class);
  private static final String OFFSET = "offset";
  private static final String VERSION = "version";
  private static final double BUFFER_MB = 16;

  /** As much as a few hundred items need. */
  private static final int PROBE_BYTES = 1 << 20;

  /** Of like size, before they are merged: a search looks each word up in every one. */
  private static final int SEGMENTS = 4;

  private TextFolder() {}

  record Opened(Directory directory, IndexWriter writer, JournalOffset offset) {
    /** Forgets what was not saved. */
    void close() throws IOException {
      writer.rollback();
      directory.close();
    }
  }

  /**
   * Writes a file and takes it away again.
   *
   * @throws IOException when there is no room for it
   */
  static void probe(Directory directory) throws IOException {
    IndexOutput file = directory.createTempOutput("room", "probe", IOContext.DEFAULT);
    try (file) {
      file.writeBytes(new byte[PROBE_BYTES], PROBE_BYTES);
    } finally {
      IOUtils.deleteFilesIgnoringExceptions(directory, file.getName());
    }
  }

  /** {@code disk} is what stands in front of the files. */
  static Opened open(Path folder, UnaryOperator<Directory> disk) throws IOException {
    Files.createDirectories(folder);
    Optional<JournalOffset> saved = saved(folder);
    if (saved.isEmpty()) {
      delete(folder);
    }
    Directory directory = disk.apply(FSDirectory.open(folder));
    try {
      IndexWriter writer = new IndexWriter(directory, config());
      return new Opened(directory, writer, saved.orElse(JournalOffset.START));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static IndexWriterConfig config() {
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    // beside searches and the index of vectors, one thread is enough
    merges.setMaxMergesAndThreads(4, 1);
    // words come cut: the analyzer is never asked
    IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
    config.setSimilarity(new WordCount());
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setMergeScheduler(merges);
    config.setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS));
    config.setCommitOnClose(false);
    return config;
  }

  /** What is written into each save. */
  static Map<String, String> marks(JournalOffset offset) {
    return Map.of(OFFSET, offset.format(), VERSION, String.valueOf(ItemFields.VERSION));
  }

  /** Where the saved index stands; empty where there is none that can be used. */
  private static Optional<JournalOffset> saved(Path folder) {
    try (Directory directory = FSDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        return Optional.empty();
      }
      check(directory);
      Map<String, String> marks = SegmentInfos.readLatestCommit(directory).getUserData();
      if (!String.valueOf(ItemFields.VERSION).equals(marks.get(VERSION))) {
        LOG.info("the full text is of another version and made anew folder={}", folder);
        return Optional.empty();
      }
      return Optional.of(JournalOffset.parse(marks.get(OFFSET)));
    } catch (IOException | RuntimeException e) {
      LOG.warn("the full text is damaged and made anew folder={} cause='{}'", folder, e.toString());
      return Optional.empty();
    }
  }

  /** Reads every file once and compares its checksum. */
  private static void check(Directory directory) throws IOException {
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setChecksumsOnly(true);
      if (!check.checkIndex().clean) {
        throw new IOException("a checksum does not fit");
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
