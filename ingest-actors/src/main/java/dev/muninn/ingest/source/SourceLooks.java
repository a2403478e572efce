package dev.muninn.ingest.source;

import dev.muninn.ingest.source.SourceViews.Owned;
import dev.muninn.media.SourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whether the folders of sources are there on this node. Thread-safe. */
public final class SourceLooks {
  private final SourceViews views;
  private final Presence presence;

  public SourceLooks(SourceViews views) {
    this.views = views;
    this.presence = new Presence(views);
  }

  /**
   * A look for each source of all orgs; it blocks for as long as its disk does, and answers in
   * words why the folder is not there. Blocking, for the list of them.
   */
  public Map<SourceId, Supplier<Optional<String>>> all() {
    Map<SourceId, Supplier<Optional<String>>> looks = new HashMap<>();
    for (Owned source : views.all()) {
      looks.put(
          source.row().sourceId(), () -> presence.trouble(source.expected(), Presence.SAMPLE));
    }
    return looks;
  }
}
