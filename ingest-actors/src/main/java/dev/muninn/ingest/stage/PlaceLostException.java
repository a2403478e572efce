package dev.muninn.ingest.stage;

import dev.muninn.ingest.stage.StageOutcome.LostPlace;
import dev.muninn.media.FileLocation;
import dev.muninn.media.signal.LossReason;

/** A file of a source is gone or holds other bytes; ends the run. */
final class PlaceLostException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient LostPlace lost;

  PlaceLostException(FileLocation location, LossReason reason, Throwable cause) {
    super(reason + " in source " + location.source(), cause);
    this.lost = new LostPlace(location.source(), location.path(), reason);
  }

  LostPlace lost() {
    return lost;
  }
}
