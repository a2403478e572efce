package dev.muninn.ingest.source;

/** The root of a source is no longer the folder that the scan began with. */
final class RootVanishedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RootVanishedException() {
    super("the folder of the source went away while it was scanned");
  }
}
