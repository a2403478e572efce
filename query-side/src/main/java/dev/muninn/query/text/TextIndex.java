package dev.muninn.query.text;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.MediaDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;

/**
 * The full text of all orgs, in a folder. One writer puts, shows and saves; any thread searches and
 * sees what was shown last, whole. What was not saved when the process ended comes again.
 */
public final class TextIndex implements AutoCloseable {
  private final Path folder;
  private final UnaryOperator<Directory> disk;
  private volatile Opened opened;
  private volatile boolean broken;

  private TextIndex(Path folder, UnaryOperator<Directory> disk) {
    this.folder = folder;
    this.disk = disk;
    this.opened = Opened.in(folder, disk);
  }

  /** The files, who writes them, and what was shown last. */
  private record Opened(TextFolder.Opened files, SearcherManager searchers) {
    static Opened in(Path folder, UnaryOperator<Directory> disk) {
      try {
        TextFolder.Opened files = TextFolder.open(folder, disk);
        try {
          return new Opened(files, new SearcherManager(files.writer(), new SearcherFactory()));
        } catch (IOException e) {
          // or nobody could open it again
          files.close();
          throw e;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the full text in " + folder + " cannot be opened", e);
      }
    }

    void close() throws IOException {
      searchers.close();
      files.close();
    }
  }

  /**
   * Opens what was saved, or begins anew where nothing was, or nothing that this version reads.
   * Blocking; one process at a time.
   *
   * @throws UncheckedIOException when the folder cannot be written
   */
  public static TextIndex open(Path folder) {
    return open(folder, UnaryOperator.identity());
  }

  /** With {@code disk} in front of the files. */
  static TextIndex open(Path folder, UnaryOperator<Directory> disk) {
    return new TextIndex(folder, disk);
  }

  /** An item and how well it matches, from 0 on. */
  public record Match(MediaId mediaId, float score) {}

  private interface Search<T> {
    T on(IndexSearcher searcher) throws IOException;
  }

  /** The place in the journal up to which the opened index had everything. */
  public JournalOffset saved() {
    return opened.files().offset();
  }

  /**
   * Whether something could not be written, as on a full disk: what was put and not saved may be
   * gone (a failed write takes the whole buffer with it). What was shown last still answers.
   */
  public boolean isBroken() {
    // a merge in the background that fails closes it
    return broken || !writer().isOpen();
  }

  /**
   * Opens what was saved last once more; what was put since is forgotten. For the writer.
   *
   * @throws UncheckedIOException when the folder still cannot be written
   */
  public void reopen() {
    Opened before = opened;
    changing(() -> TextFolder.probe(before.files().directory()));
    // not every failure closed it, and it holds the lock of the folder; what was shown answers on
    changing(() -> before.files().writer().rollback());
    opened = Opened.in(folder, disk);
    broken = false;
    changing(before::close);
  }

  private IndexWriter writer() {
    return opened.files().writer();
  }

  /** Replaces what is known of an item; seen after {@link #show}. */
  public void put(MediaItemKey key, MediaDocument item) {
    changing(() -> writer().updateDocument(of(key), ItemFields.of(key, item)));
  }

  /** Seen after {@link #show}. */
  public void remove(MediaItemKey key) {
    changing(() -> writer().deleteDocuments(of(key)));
  }

  /** Removes everything; seen after {@link #show}. */
  public void clear() {
    changing(() -> writer().deleteAll());
  }

  private static Term of(MediaItemKey key) {
    return new Term(ItemFields.KEY, key.entityId());
  }

  /** Lets searches that begin from now on see all that was put. */
  public void show() {
    changing(() -> opened.searchers().maybeRefreshBlocking());
  }

  /** Saves all that was put, which is everything up to this place of the journal. */
  public void save(JournalOffset offset) {
    changing(
        () -> {
          writer().setLiveCommitData(TextFolder.marks(offset).entrySet());
          writer().commit();
        });
  }

  private interface Change {
    void make() throws IOException;
  }

  private void changing(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      broken = true;
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

  /** How many items of an org it holds. */
  public int items(OrgId org) {
    Query ofOrg = new TermQuery(new Term(ItemFields.ORG, org.value()));
    return searching(searcher -> searcher.count(ofOrg));
  }

  /** How large its files are. Blocking. */
  public FileSizes files() {
    return FileSizes.of(folder);
  }

  /** How many items it holds. */
  public int items() {
    return searching(searcher -> searcher.getIndexReader().numDocs());
  }

  private <T> T searching(Search<T> search) {
    try {
      IndexSearcher searcher = acquire();
      try {
        return search.on(searcher);
      } finally {
        // as the manager that gave it would; the index may have another one by now
        searcher.getIndexReader().decRef();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the full text cannot be read", e);
    }
  }

  /** Once more where the index was opened anew in this very moment. */
  private IndexSearcher acquire() throws IOException {
    Opened now = opened;
    try {
      return now.searchers().acquire();
    } catch (AlreadyClosedException e) {
      if (now.equals(opened)) {
        throw e;
      }
      return acquire();
    }
  }

  /** Does not save. */
  @Override
  public void close() {
    changing(opened::close);
  }
}
