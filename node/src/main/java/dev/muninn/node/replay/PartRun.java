package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;

/** One projection or index within a rebuild. */
interface PartRun {

  /** How far it is; any thread. */
  Rebuilds.Part part();

  /** Makes it anew and swaps; blocking. */
  void run() throws Exception;
}
