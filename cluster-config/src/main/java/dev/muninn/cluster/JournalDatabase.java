package dev.muninn.cluster;

import com.typesafe.config.Config;

/** Knows where the journal is kept (port): {@code DatabaseAccess} does. */
public interface JournalDatabase {
  /** The settings of the plugin's pool for journal and snapshots: a part of the configuration. */
  Config journalConfig();
}
