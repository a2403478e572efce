package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import java.util.Optional;

/**
 * A file that is not as recorded: {@code item} is whose it is (none for a stray), {@code mendedBy}
 * the stage of the pipeline that mends it, if one does.
 */
record Spot(
    FileChecks.Fault fault,
    String file,
    Optional<MediaItemKey> item,
    String words,
    Optional<StageName> mendedBy) {

  Spot withWords(String other) {
    return new Spot(fault, file, item, other, mendedBy);
  }

  FileChecks.Finding finding(FileChecks.Outcome outcome) {
    return new FileChecks.Finding(fault, file, item.map(MediaItemKey::mediaId), words, outcome);
  }
}
