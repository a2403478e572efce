package dev.muninn.ingest.source;

import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.SessionId;
import java.util.Optional;

/**
 * A file that was taken in: which item it is, how it looked, in which session, and whether the item
 * began with it.
 */
record KnownFile(
    FileLocation location, MediaId mediaId, Optional<SessionId> session, boolean fresh) {}
