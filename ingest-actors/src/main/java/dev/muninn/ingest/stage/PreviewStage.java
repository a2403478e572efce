package dev.muninn.ingest.stage;

import dev.muninn.blob.DerivedStore;
import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.media.MadePreview;
import dev.muninn.ingest.media.MediaException;
import dev.muninn.media.Derived;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.signal.ItemFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes thumbnails, posters, clips and the proxies to embed, and puts them to their place. */
public final class PreviewStage {
  private final DecodingTools tools;
  private final DerivedStore derived;

  public PreviewStage(DecodingTools tools, DerivedStore derived) {
    this.tools = tools;
    this.derived = derived;
  }

  /** The files of one run. */
  record Shown(RunId run, List<Derived> derived, List<Segment> segments) {}

  Shown preview(OriginalFile file, ItemFacts facts, Path folder)
      throws StepFailedException, PlaceLostException {
    MadePreview made;
    try {
      made = tools.preview(file.path(), facts.type(), folder);
      file.verify();
    } catch (MediaException e) {
      file.verify();
      throw new StepFailedException(e.failure(), e);
    }
    try {
      return adopt(made, facts, folder);
    } catch (IOException e) {
      throw IoFailures.explained(e, "keeping the pictures");
    }
  }

  private Shown adopt(MadePreview made, ItemFacts facts, Path folder) throws IOException {
    RunId run = RunId.random();
    List<Derived> files = new ArrayList<>();
    for (MadePreview.Made file : made.files()) {
      Path finished = folder.resolve(file.fileName());
      long bytes = Files.size(finished);
      DerivedKey key = DerivedKey.of(facts.org(), facts.mediaId(), run, file.fileName());
      derived.adopt(finished, key);
      files.add(new Derived(file.role(), key, file.width(), file.height(), bytes));
    }
    List<Segment> segments = new ArrayList<>();
    for (MadePreview.Scene scene : made.scenes()) {
      DerivedKey key = DerivedKey.of(facts.org(), facts.mediaId(), run, scene.fileName());
      derived.adopt(folder.resolve(scene.fileName()), key);
      segments.add(
          new Segment(segments.size(), scene.startMs(), scene.endMs(), key, scene.colours()));
    }
    return new Shown(run, files, segments);
  }
}
