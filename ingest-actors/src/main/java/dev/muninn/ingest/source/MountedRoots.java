package dev.muninn.ingest.source;

import dev.muninn.ingest.storage.SourceRoots;
import dev.muninn.media.SourceId;
import java.nio.file.Path;
import java.util.Optional;

/** {@link SourceRoots} of the journaled sources. Blocking; thread-safe. */
public final class MountedRoots implements SourceRoots {
  private final SourceViews views;
  private final Presence presence;

  public MountedRoots(SourceViews views) {
    this.views = views;
    this.presence = new Presence(views);
  }

  @Override
  public Optional<Path> rootOf(SourceId source) {
    return views.source(source).map(owned -> Path.of(owned.row().spec().root()));
  }

  @Override
  public boolean isThere(SourceId source, Path root) {
    return views
        .source(source)
        .map(SourceViews.Owned::expected)
        .filter(expected -> presence.trouble(expected, Presence.SAMPLE).isEmpty())
        .isPresent();
  }
}
