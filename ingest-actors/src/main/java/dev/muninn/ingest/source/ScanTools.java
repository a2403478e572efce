package dev.muninn.ingest.source;

import dev.muninn.blob.DiskRoom;
import dev.muninn.ingest.storage.MediaIds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/** What a scan works with. */
record ScanTools(
    Entities entities,
    SourceViews views,
    Freshness freshness,
    MediaIds mediaIds,
    DiskRoom room,
    SourceSettings settings,
    Path dataFolder,
    Executor blocking,
    Clock clock,
    String node) {}
