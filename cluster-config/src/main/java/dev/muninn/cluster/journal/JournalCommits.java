package dev.muninn.cluster.journal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells whoever asked that this process has committed events. The journal plugin calls {@link
 * #committed()} after each write; a listener must return at once. Thread-safe.
 */
public final class JournalCommits implements Extension {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private JournalCommits() {}

  public static JournalCommits of(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  public void committed() {
    listeners.forEach(Runnable::run);
  }

  /** The returned registration ends when closed. */
  Registration listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Stops the calls. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Id extends ExtensionId<JournalCommits> {
    static final Id INSTANCE = new Id();

    @Override
    public JournalCommits createExtension(ActorSystem<?> system) {
      return new JournalCommits();
    }
  }
}
