package dev.muninn.query.view;

import dev.muninn.media.RunId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.view.MediaDocument.Preview;
import dev.muninn.query.view.MediaDocument.PreviewPart;
import dev.muninn.query.view.MediaDocument.PreviewRuns;
import dev.muninn.query.view.MediaDocument.SpacePart;
import dev.muninn.query.view.MediaDocument.SpaceRuns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Results that come in parts: a run is shown when all its parts are there, and not before. */
final class RunFold {
  static final PreviewRuns NO_PREVIEWS = new PreviewRuns(Optional.empty(), Preview.NONE, List.of());

  private RunFold() {}

  static PreviewRuns with(PreviewRuns runs, MediaItemEvent.Previewed event) {
    PreviewPart part =
        new PreviewPart(
            event.run(),
            event.part(),
            event.parts(),
            new Preview(event.derived(), event.segments()));
    List<PreviewPart> pending =
        Stream.concat(
                runs.pending().stream()
                    .filter(p -> !p.run().equals(part.run()) || p.part() != part.part()),
                Stream.of(part))
            .toList();
    List<Preview> seen =
        pending.stream()
            .filter(p -> p.run().equals(part.run()))
            .sorted(Comparator.comparingInt(PreviewPart::part))
            .map(PreviewPart::preview)
            .toList();
    return seen.size() < part.parts()
        ? new PreviewRuns(runs.run(), runs.shown(), pending)
        : new PreviewRuns(Optional.of(part.run()), joined(seen), List.of());
  }

  /** The files of this run are gone; its segments stay, for their times. */
  static PreviewRuns without(PreviewRuns runs, RunId lost) {
    return runs.run().filter(lost::equals).isEmpty()
        ? runs
        : new PreviewRuns(
            Optional.empty(), new Preview(List.of(), runs.shown().segments()), runs.pending());
  }

  static SpaceRuns with(SpaceRuns runs, MediaItemEvent.Embedded event) {
    SpacePart part =
        new SpacePart(
            event.run(), event.part(), event.parts(), event.vectors().size(), event.labels());
    List<SpacePart> pending =
        Stream.concat(
                runs.pending().stream()
                    .filter(p -> !p.run().equals(part.run()) || p.part() != part.part()),
                Stream.of(part))
            .toList();
    List<SpacePart> seen =
        pending.stream()
            .filter(p -> p.run().equals(part.run()))
            .sorted(Comparator.comparingInt(SpacePart::part))
            .toList();
    return seen.size() < part.parts()
        ? new SpaceRuns(runs.vectors(), runs.labels(), pending)
        : new SpaceRuns(
            seen.stream().mapToInt(SpacePart::vectors).sum(),
            seen.stream().flatMap(p -> p.labels().stream()).toList(),
            List.of());
  }

  private static Preview joined(List<Preview> parts) {
    return new Preview(
        parts.stream().flatMap(p -> p.derived().stream()).toList(),
        parts.stream().flatMap(p -> p.segments().stream()).toList());
  }
}
