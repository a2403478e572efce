package dev.muninn.ingest.source;

import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.LossReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Known files of a source that are there no more: their items are told. */
final class GoneFiles {

  private static final int PAGE = 500;

  private final SourceViews views;
  private final SourceId source;
  private final SourceFolder folder;
  private final FileIntake intake;
  private final StopSignal stop;

  GoneFiles(
      SourceViews views, SourceId source, SourceFolder folder, FileIntake intake, StopSignal stop) {
    this.views = views;
    this.source = source;
    this.folder = folder;
    this.intake = intake;
    this.stop = stop;
  }

  /**
   * Tells the items of what is gone from {@code start}, the root or a place beneath it.
   *
   * @return how many files
   * @throws RootVanishedException when it is the folder that went away
   */
  int lose(Path start) {
    int lost = 0;
    Optional<KnownFile> after = Optional.empty();
    List<KnownFile> page;
    do {
      page = views.filesAfter(source, after, PAGE);
      for (KnownFile file : page) {
        after = Optional.of(file);
        if (!stop.isGiven() && isGone(start, file)) {
          intake.lose(file, LossReason.GONE);
          lost++;
        }
      }
    } while (!page.isEmpty() && !stop.isGiven());
    return lost;
  }

  private boolean isGone(Path start, KnownFile file) {
    Optional<Path> path =
        SourcePaths.resolve(folder.real(), file.location().path())
            .filter(found -> found.startsWith(start))
            .filter(SourceFolder::isGone);
    if (path.isEmpty()) {
      return false;
    }
    // looked for again once it is certain that the folder was there all the time
    folder.requireStillThere();
    return SourceFolder.isGone(path.get());
  }
}
