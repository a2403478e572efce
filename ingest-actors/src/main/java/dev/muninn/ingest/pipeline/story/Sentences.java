package dev.muninn.ingest.pipeline.story;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.Description;
import dev.muninn.media.Label;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One sentence an event, for people; names from outside appear as they are and are only text. */
public final class Sentences {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Sentences() {}

  /** What happened, in a sentence without its full stop. */
  public static String of(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired acquired) {
      return "Taken in as “"
          + acquired.name()
          + "”, "
          + bytes(acquired.size())
          + ", "
          + acquired.type().kind().word()
          + " ("
          + acquired.type().contentType()
          + ")"
          + (acquired.by().isPresent() ? ", uploaded" : ", found in a source");
    }
    if (event instanceof MediaItemEvent.Hashed hashed) {
      return "Its fingerprint was taken (BLAKE3 "
          + hashed.hash().value().substring(0, 16)
          + "…): the same contents are kept only once";
    }
    if (event instanceof MediaItemEvent.Stored stored) {
      return stored.custody() == Custody.COPY
          ? "Copied into Muninn's own storage, on volume " + stored.volume()
          : "Read through where it lies, on volume " + stored.volume() + "; it is not copied";
    }
    if (event instanceof MediaItemEvent.Described described) {
      return "Described: " + of(described.description());
    }
    if (event instanceof MediaItemEvent.Previewed previewed) {
      return "Small pictures were made to show it"
          + part(previewed.part(), previewed.parts())
          + ": "
          + count(previewed.derived().size(), "file", "files")
          + ", "
          + count(previewed.segments().size(), "scene", "scenes");
    }
    if (event instanceof MediaItemEvent.Embedded embedded) {
      return "The model "
          + embedded.space().id()
          + " looked at it"
          + part(embedded.part(), embedded.parts())
          + ": "
          + count(embedded.vectors().size(), "vector", "vectors")
          + labels(embedded.labels());
    }
    if (event instanceof MediaItemEvent.Indexed indexed) {
      return "Search finds it by what it shows (" + indexed.space().id() + ")";
    }
    return trouble(event);
  }

  /** The person whose doing the sentence tells and does not name: a name is no journal's. */
  static Optional<ParticipantId> by(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Curated curated) {
      return Optional.of(curated.by());
    }
    if (event instanceof MediaItemEvent.Trashed trashed) {
      return Optional.of(trashed.by());
    }
    return event instanceof MediaItemEvent.Restored restored ? restored.by() : Optional.empty();
  }

  private static String trouble(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.StageFailed failed) {
      return "Attempt "
          + failed.step().attempt()
          + " of "
          + failed.stage().word()
          + " failed: "
          + words(failed.failure())
          + failed.retryAt().map(at -> " It is tried again at " + SECOND.format(at)).orElse("");
    }
    if (event instanceof MediaItemEvent.Quarantined gone) {
      return "Set aside at "
          + gone.stage().word()
          + ": "
          + words(new StageFailure(gone.code(), gone.detail()))
          + " "
          + gone.code().hint();
    }
    if (event instanceof MediaItemEvent.RetryRequested retry) {
      return "Another try was asked for"
          + (retry.by().isPresent() ? " by a person" : "")
          + retry.stage().map(stage -> ", of " + stage.word()).orElse("");
    }
    if (event instanceof MediaItemEvent.DamageFound damage) {
      return "The stored original is damaged and is no longer shown: " + damage.detail();
    }
    if (event instanceof MediaItemEvent.Healed healed) {
      return "Its contents were found again, "
          + (healed.origin() instanceof ByteOrigin.InSource place
              ? "at “" + place.location().path() + "”"
              : "in an upload")
          + "; the original is made whole from there";
    }
    if (event instanceof MediaItemEvent.DerivedLost lost) {
      return "The small pictures of it are missing and are made again: " + lost.detail();
    }
    if (event instanceof MediaItemEvent.LocationLost lost) {
      return lost.reason() == LossReason.GONE
          ? "No longer at “" + lost.path() + "”"
          : "The file at “" + lost.path() + "” holds other contents now";
    }
    return life(event);
  }

  private static String life(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.LocationAdded added) {
      return "The same contents again, as “"
          + added.name()
          + "”"
          + (added.origin() instanceof ByteOrigin.InSource place
              ? " at “" + place.location().path() + "”"
              : "");
    }
    if (event instanceof MediaItemEvent.Curated curated) {
      return EditSentences.of(curated.curation());
    }
    if (event instanceof MediaItemEvent.Trashed) {
      return "Put into the trash";
    }
    if (event instanceof MediaItemEvent.Restored) {
      return "Taken out of the trash";
    }
    if (event instanceof MediaItemEvent.Purged) {
      return "Deleted for good";
    }
    throw new IllegalStateException("no sentence for " + event);
  }

  private static String of(Description description) {
    List<String> parts = new ArrayList<>();
    parts.add(description.kind().word());
    if (description.width().isPresent() && description.height().isPresent()) {
      parts.add(description.width().get() + " × " + description.height().get() + " px");
    }
    description.durationMs().ifPresent(ms -> parts.add(seconds(ms)));
    description.capturedAt().ifPresent(taken -> parts.add("taken " + MINUTE.format(taken.local())));
    description.camera().ifPresent(parts::add);
    description.place().ifPresent(place -> parts.add("with a place"));
    return String.join(", ", parts);
  }

  private static String words(StageFailure failure) {
    return failure.detail().isBlank()
        ? failure.code().words()
        : failure.code().words() + " (Details: " + failure.detail() + ")";
  }

  private static String labels(List<Label> labels) {
    return labels.isEmpty()
        ? ""
        : ", looks like "
            + labels.stream().limit(3).map(Label::text).collect(Collectors.joining(", "));
  }

  private static String part(int part, int parts) {
    return parts == 1 ? "" : " (part " + part + " of " + parts + ")";
  }

  private static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }

  private static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
  }

  /** Bytes in powers of ten, as disks are sold. */
  static String bytes(long size) {
    if (size < 1000) {
      return size + " bytes";
    }
    double value = size;
    for (String unit : List.of("kB", "MB", "GB", "TB")) {
      value /= 1000;
      if (value < 999.95) {
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
      }
    }
    return String.format(Locale.ROOT, "%.1f PB", value / 1000);
  }
}
