package dev.muninn.cluster.journal;

import akka.actor.typed.javadsl.Adapter;
import akka.persistence.AtomicWrite;
import akka.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import com.typesafe.config.Config;
import scala.collection.immutable.Seq;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The plugin's journal, which also tells {@link JournalCommits} when a write has ended. That
 * happens once a batch and outside of the transaction: a {@code pg_notify} inside each insert was
 * measured to halve the rate of commits.
 */
public final class NotifyingJdbcJournal extends JdbcAsyncWriteJournal {
  private final JournalCommits commits;

  /** Called by Akka with the block {@code jdbc-journal}. */
  public NotifyingJdbcJournal(Config config) {
    super(config);
    this.commits = JournalCommits.of(Adapter.toTyped(context().system()));
  }

  @Override
  public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
    Future<Seq<Try<BoxedUnit>>> written = super.asyncWriteMessages(messages);
    written.onComplete(
        outcome -> {
          commits.committed();
          return BoxedUnit.UNIT;
        },
        context().dispatcher());
    return written;
  }
}
