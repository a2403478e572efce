package dev.muninn.query.text;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.MediaId;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.MediaDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;

/**
 * The full text of all orgs, in a folder. One writer puts, shows and saves; any thread searches and
 * sees what was shown last, whole. What was not saved when the process ended comes again.
 */
public final class TextIndex implements AutoCloseable {
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final JournalOffset saved;

  private TextIndex(TextFolder.Opened opened) throws IOException {
    this.directory = opened.directory();
    this.writer = opened.writer();
    this.saved = opened.offset();
    this.searchers = new SearcherManager(writer, new SearcherFactory());
  }

  /**
   * Opens what was saved, or begins anew where nothing was, or nothing that this version reads.
   * Blocking; one process at a time.
   *
   * @throws UncheckedIOException when the folder cannot be written
   */
  public static TextIndex open(Path folder) {
    try {
      return new TextIndex(TextFolder.open(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("the full text in " + folder + " cannot be opened", e);
    }
  }

  /** An item and how well it matches, from 0 on. */
  public record Match(MediaId mediaId, float score) {}

  private interface Search<T> {
    T on(IndexSearcher searcher) throws IOException;
  }

  /** The place in the journal up to which the opened index had everything. */
  public JournalOffset saved() {
    return saved;
  }

  /** Replaces what is known of an item; seen after {@link #show}. */
  public void put(MediaItemKey key, MediaDocument item) {
    changing(() -> writer.updateDocument(of(key), ItemFields.of(key, item)));
  }

  /** Seen after {@link #show}. */
  public void remove(MediaItemKey key) {
    changing(() -> writer.deleteDocuments(of(key)));
  }

  /** Removes everything; seen after {@link #show}. */
  public void clear() {
    changing(writer::deleteAll);
  }

  private static Term of(MediaItemKey key) {
    return new Term(ItemFields.KEY, key.entityId());
  }

  /** Lets searches that begin from now on see all that was put. */
  public void show() {
    changing(searchers::maybeRefreshBlocking);
  }

  /** Saves all that was put, which is everything up to this place of the journal. */
  public void save(JournalOffset offset) {
    changing(
        () -> {
          writer.setLiveCommitData(TextFolder.marks(offset).entrySet());
          writer.commit();
        });
  }

  private interface Change {
    void make() throws IOException;
  }

  private static void changing(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      throw new UncheckedIOException("the full text cannot be written", e);
    }
  }

  /** The best, at most so many; among equals the one shown first in lists. */
  public List<Match> best(Query query, int most) {
    return searching(searcher -> searcher.search(query, new BestItems(most)));
  }

  /** All, in no order. */
  public List<MediaId> all(Query query) {
    return searching(searcher -> searcher.search(query, new ItemCollectors()));
  }

  /** How many items it holds. */
  public int items() {
    return searching(searcher -> searcher.getIndexReader().numDocs());
  }

  private <T> T searching(Search<T> search) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.on(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the full text cannot be read", e);
    }
  }

  /** Does not save. */
  @Override
  public void close() {
    changing(
        () -> {
          searchers.close();
          writer.rollback();
          directory.close();
        });
  }
}
