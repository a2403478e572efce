package dev.muninn.ingest.integrity;

import akka.actor.typed.ActorSystem;
import dev.muninn.blob.Originals;
import dev.muninn.ingest.storage.StorageModule;

/** The integrity of a node's files, as ports. */
public final class IntegrityModule {
  private final Originals originals;

  private IntegrityModule(Originals originals) {
    this.originals = originals;
  }

  /** The sharding of {@code MediaItem} must be started by the caller. */
  public static IntegrityModule start(ActorSystem<?> system, StorageModule storage) {
    FileFaults faults = new EntityFaults(system);
    return new IntegrityModule(new FileOriginals(storage.blobs(), storage.sourceFiles(), faults));
  }

  public Originals originals() {
    return originals;
  }
}
